/** How many values are neither NaN nor infinite. */
export function countFinite(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (values[i]! - values[i]! === 0) count += 1;
  return count;
}
