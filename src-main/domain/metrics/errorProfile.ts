import { selectQuantiles } from './quantile.ts';

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
  const compared = Uint32Array.from(error.keys()).filter((i) => Number.isFinite(error[i]! + groundTruth[i]!));
  if (compared.length === 0) return null;
  const errors = Float64Array.from(compared, (i) => error[i]!);
  const truths = Float64Array.from(compared, (i) => groundTruth[i]!);
  const span = selectQuantiles(errors.map(Math.abs), [0.99])[0]! || 1;
  const errorEdges = Float64Array.from({ length: bins + 1 }, (_, k) => ((2 * k) / bins - 1) * span);
  return { errorEdges, counts: histogram(errors, span), ...byTruth(truths, errors) };
}

function histogram(errors: Float64Array, span: number): Float64Array {
  const counts = new Float64Array(bins);
  for (const error of errors) {
    const bin = Math.floor(((error / span + 1) / 2) * bins);
    counts[Math.min(Math.max(bin, 0), bins - 1)]! += 1;
  }
  return counts;
}

type Bands = Omit<ErrorProfile, 'errorEdges' | 'counts'>;

function byTruth(truths: Float64Array, errors: Float64Array): Bands {
  const shares = Array.from({ length: bands + 1 }, (_, k) => k / bands);
  const truthEdges = Float64Array.from(selectQuantiles(truths.slice(), shares), (edge) => edge!);
  const members = Array.from({ length: bands }, (): number[] => []);
  for (let i = 0; i < truths.length; i += 1) members[bandOf(truths[i]!, truthEdges)]!.push(errors[i]!);
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  const absolute = members.map((values) => values.map(Math.abs));
  return {
    truthEdges,
    bandCounts: Float64Array.from(members, ({ length }) => length),
    bandBias: Float64Array.from(members, mean),
    bandMeanAbsolute: Float64Array.from(absolute, mean),
    band90Absolute: Float64Array.from(
      absolute,
      (values) => selectQuantiles(Float64Array.from(values), [0.9])[0] ?? NaN,
    ),
  };
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
