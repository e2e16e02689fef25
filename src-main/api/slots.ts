/**
 * Lets only the newest piece of work of each slot go on: one that begins aborts the one before it in the same slot, also
 * where a host does not tell that its asker has gone. The work's signal follows the asker's own as well.
 */
export function createSlots(): <Result>(
  slot: string,
  asker: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result> {
  const running = new Map<string, AbortController>();
  return async (slot, asker, work) => {
    running.get(slot)?.abort();
    const own = new AbortController();
    running.set(slot, own);
    try {
      return await work(AbortSignal.any([asker, own.signal]));
    } finally {
      if (running.get(slot) === own) running.delete(slot);
    }
  };
}
