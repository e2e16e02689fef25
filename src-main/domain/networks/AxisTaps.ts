/**
 * How one axis is resampled: output i is Σ weights[i·count + k] · input[indices[i·count + k]]. Indices are within the
 * input; what would lie outside is folded on to the outermost sample.
 */
export interface AxisTaps {
  readonly length: number;
  readonly count: number;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

/** One output's taps before they are stored: first index and weights. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Stores taps of any number per output; shorter ones are filled up with weight 0. */
export function axisTaps(
  inputLength: number,
  outputLength: number,
  tapsOf: (output: number) => Taps,
): AxisTaps {
  const all = Array.from({ length: outputLength }, (_, i) => tapsOf(i));
  const count = all.reduce((most, { weights }) => Math.max(most, weights.length), 1);
  const indices = new Int32Array(outputLength * count);
  const weights = new Float64Array(outputLength * count);
  all.forEach((taps, i) => {
    for (let k = 0; k < count; k++) {
      indices[i * count + k] = Math.min(Math.max(taps.first + k, 0), inputLength - 1);
      weights[i * count + k] = taps.weights[k] ?? 0;
    }
  });
  return { length: outputLength, count, indices, weights };
}
