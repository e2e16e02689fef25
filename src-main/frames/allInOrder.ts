/**
 * Promise.all, except that where several fail the first in order is thrown, however soon the others failed: the same
 * inputs always give the same error. Nothing is still under way when it returns or throws.
 */
export async function allInOrder<T extends readonly unknown[]>(
  values: readonly [...{ [Index in keyof T]: Promise<T[Index]> | T[Index] }],
): Promise<T> {
  const settled = await Promise.allSettled(values.map((value) => Promise.resolve(value)));
  const failure = settled.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
