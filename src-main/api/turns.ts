/**
 * Lets at most so many pieces of work run at once; the others wait in order, or the newest comes first: what was asked for
 * last is what is on screen now.
 */
export function createTurns(
  limit: number,
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = order === 'newest-first' ? waiting.pop() : waiting.shift();
      // The turn is handed over, so that nobody can slip in between.
      if (next) next();
      else running--;
    }
  };
}
