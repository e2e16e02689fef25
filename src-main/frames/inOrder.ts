/**
 * Calls `work` for each input, for up to `atOnce` of them at the same time, and yields the results in the order of the
 * inputs. What it holds does not grow with their number. A failure is thrown where its result would have come; nothing
 * new is begun after it, and nothing is under way any more when it is thrown.
 */
export async function* inOrder<T, R>(
  inputs: Iterable<T>,
  atOnce: number,
  work: (input: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  const iterator = inputs[Symbol.iterator]();
  try {
    for (;;) {
      while (underWay.length < atOnce) {
        const next = iterator.next();
        if (next.done) break;
        const started = work(next.value);
        // Its failure is thrown when its turn comes; until then it is not unhandled.
        started.catch(() => undefined);
        underWay.push(started);
      }
      const first = underWay.shift();
      if (!first) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
