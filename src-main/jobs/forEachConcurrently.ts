/**
 * Does the work for every entry, at most `limit` at a time, starting in order. After the first error or an abort
 * nothing more is started; what was started is waited for, so that nothing goes on behind the caller's back.
 *
 * @throws the first error that the work threw, or the signal's reason.
 */
export async function forEachConcurrently<Entry>(
  entries: readonly Entry[],
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  work: (entry: Entry) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < entries.length && errors.length === 0 && !signal.aborted) {
      try {
        await work(entries[next++]!);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, lane));
  if (errors.length > 0) throw errors[0];
  signal.throwIfAborted();
}
