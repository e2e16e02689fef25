/** Above this many values an even subsample stands for all. */
const mostSorted = 1 << 18;

/**
 * Percentiles of the finite values, by nearest rank: the range that a colour bar should span although a few pixels lie
 * far out.
 *
 * @param values   any order; NaN and ±Infinity are left out.
 * @param lowPct, highPct  0 ≤ lowPct < highPct ≤ 100.
 * @returns [low, high] with low < high (a constant map gets a margin of 1 % or, at 0, of 1); null without a finite value.
 *          Exact up to 262 144 values, above that of every n-th one.
 */
export function robustRange(
  values: ArrayLike<number>,
  lowPct: number,
  highPct: number,
): readonly [low: number, high: number] | null {
  const stride = Math.max(1, Math.ceil(values.length / mostSorted));
  let sample = finiteOf(values, stride);
  if (sample.length === 0 && stride > 1) sample = finiteOf(values, 1);
  if (sample.length === 0) return null;
  sample.sort();
  const low = sample[rank(lowPct, sample.length)]!;
  const high = sample[rank(highPct, sample.length)]!;
  if (low < high) return [low, high];
  const margin = Math.abs(low) * 0.01 || 1;
  return [low - margin, low + margin];
}

function finiteOf(values: ArrayLike<number>, stride: number): Float64Array {
  const finite = new Float64Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i]!;
    if (Number.isFinite(value)) finite[count++] = value;
  }
  return finite.subarray(0, count);
}

const rank = (percent: number, count: number) =>
  Math.min(count - 1, Math.max(0, Math.ceil((percent / 100) * count) - 1));
