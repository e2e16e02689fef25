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

/**
 * The same quantiles of values in any order, in a fraction of the time of sorting them.
 *
 * @param values  not NaN; reordered.
 * @param shares  ascending, [0, 1].
 * @returns one per share; null for no values.
 */
export function selectQuantiles(values: Float64Array, shares: readonly number[]): readonly (number | null)[] {
  const last = values.length - 1;
  let from = 0;
  return shares.map((share) => {
    if (last < 0) return null;
    const position = share * last;
    const below = Math.floor(position);
    const low = selectRank(values, below, from);
    from = below;
    const high = below < last && position > below ? smallestFrom(values, below + 1) : low;
    return low + (high - low) * (position - below);
  });
}

/** Median; null for no values. The values are reordered. */
export function selectMedian(values: Float64Array): number | null {
  return selectQuantiles(values, [0.5])[0]!;
}

/** Brings the value of a rank to its place, smaller ones before it and larger ones behind (Hoare's selection). */
export function selectRank(values: Float64Array, rank: number, from = 0): number {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i]!;
      values[i] = values[j]!;
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function smallestFrom(values: Float64Array, from: number): number {
  let least = Infinity;
  for (let i = from; i < values.length; i += 1) if (values[i]! < least) least = values[i]!;
  return least;
}
