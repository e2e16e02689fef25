/** An ascending copy; the values must not be NaN. */
export function sortedCopy(values: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(values).sort();
}

/**
 * Quantile of ascending values with linear interpolation between the two nearest ranks (NumPy's default): the value at
 * position share · (n − 1). The median of an even count is therefore the mean of the two middle values.
 *
 * @param share  [0, 1].
 * @returns null for no values.
 */
export function quantile(ascending: Float64Array, share: number): number | null {
  if (ascending.length === 0) return null;
  const position = share * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (high - low) * (position - below);
}
