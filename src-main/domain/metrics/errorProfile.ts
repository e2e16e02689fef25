import { quantile, selectQuantiles } from './quantile.ts';

/** How errors are spread, for drawing: over their size, and over the ground truth. */
export interface ErrorProfile {
  /** Edges of the histogram's bins in the compared unit, ascending; errors beyond the ends count in the outer bins. */
  readonly errorEdges: Float64Array;
  /** Compared pixels per bin. */
  readonly counts: Float64Array;
  /** Edges of the bands of ground truth, ascending; each band holds about as many compared pixels as the others. */
  readonly truthEdges: Float64Array;
  /** Per band: compared pixels, mean of the error (the bias), mean and 90 % quantile of its absolute value; NaN = none. */
  readonly bandCounts: Float64Array;
  readonly bandBias: Float64Array;
  readonly bandMeanAbsolute: Float64Array;
  readonly band90Absolute: Float64Array;
}

const bins = 64;
const bands = 24;

/**
 * The profile of a frame's errors. The histogram is symmetric about 0 and spans the 99 % quantile of |error|.
 *
 * @param groundTruth  compared quantity, width × height; NaN = none.
 * @param error        prediction − ground truth; NaN = not compared.
 * @returns null where nothing is compared.
 */
export function errorProfile(
  groundTruth: Float32Array | Float64Array,
  error: Float32Array | Float64Array,
): ErrorProfile | null {
  const all = new Float64Array(error.length);
  const allTruths = new Float64Array(error.length);
  let n = 0;
  for (let i = 0; i < error.length; i += 1) {
    const e = error[i]!;
    const g = groundTruth[i]!;
    // Neither NaN nor infinite.
    if (!(e - e === 0 && g - g === 0)) continue;
    all[n] = e;
    allTruths[n] = g;
    n += 1;
  }
  if (n === 0) return null;
  const errors = all.subarray(0, n);
  const truths = allTruths.subarray(0, n);
  const absolute = new Float64Array(n);
  for (let i = 0; i < n; i += 1) absolute[i] = Math.abs(errors[i]!);
  const span = selectQuantiles(absolute, [0.99])[0]! || 1;
  const errorEdges = Float64Array.from({ length: bins + 1 }, (_, k) => ((2 * k) / bins - 1) * span);
  return { errorEdges, counts: histogram(errors, span), ...byTruth(truths, errors) };
}

function histogram(errors: Float64Array, span: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < errors.length; i += 1) {
    const bin = Math.floor(((errors[i]! / span + 1) / 2) * bins);
    counts[bin < 0 ? 0 : bin >= bins ? bins - 1 : bin]! += 1;
  }
  return counts;
}

type Bands = Omit<ErrorProfile, 'errorEdges' | 'counts'>;

function byTruth(truths: Float64Array, errors: Float64Array): Bands {
  const truthEdges = bandEdges(truths);
  const bandOfPixel = new Uint8Array(truths.length);
  const bandCounts = new Float64Array(bands);
  const bandBias = new Float64Array(bands);
  const bandMeanAbsolute = new Float64Array(bands);
  for (let i = 0; i < truths.length; i += 1) {
    const band = bandOf(truths[i]!, truthEdges);
    bandOfPixel[i] = band;
    bandCounts[band]! += 1;
    bandBias[band]! += errors[i]!;
    bandMeanAbsolute[band]! += Math.abs(errors[i]!);
  }
  const sorted = absoluteByBand(errors, bandOfPixel, bandCounts);
  return {
    truthEdges,
    bandCounts,
    bandBias: bandBias.map((sum, band) => sum / bandCounts[band]!),
    bandMeanAbsolute: bandMeanAbsolute.map((sum, band) => sum / bandCounts[band]!),
    band90Absolute: Float64Array.from(sorted, (values) => selectQuantiles(values, [0.9])[0] ?? NaN),
  };
}

/** Quantiles of an even sample of the truth, so that the bands hold about as many pixels each. */
function bandEdges(truths: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(truths.length / 16_384));
  const sample = new Float64Array(Math.ceil(truths.length / step));
  for (let k = 0; k < sample.length; k += 1) sample[k] = truths[k * step]!;
  sample.sort();
  const edges = Float64Array.from({ length: bands + 1 }, (_, k) => quantile(sample, k / bands)!);
  let least = edges[0]!;
  let most = edges[bands]!;
  for (let i = 0; i < truths.length; i += 1) {
    const truth = truths[i]!;
    if (truth < least) least = truth;
    if (truth > most) most = truth;
  }
  edges[0] = least;
  edges[bands] = most;
  return edges;
}

function absoluteByBand(
  errors: Float64Array,
  bandOfPixel: Uint8Array,
  bandCounts: Float64Array,
): readonly Float64Array[] {
  const parts = Array.from(bandCounts, (count) => new Float64Array(count));
  const filled = new Uint32Array(bands);
  for (let i = 0; i < errors.length; i += 1) {
    const band = bandOfPixel[i]!;
    parts[band]![filled[band]!++] = Math.abs(errors[i]!);
  }
  return parts;
}

/** The last band whose lower edge is not above the value. */
function bandOf(truth: number, edges: Float64Array): number {
  let low = 0;
  let high = bands;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= truth) low = middle;
    else high = middle;
  }
  return low;
}
