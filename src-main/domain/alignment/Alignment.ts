/**
 * How a prediction is fitted to its ground truth: not at all; by the ratio of medians; by least squares in scale, or in
 * scale and shift; by median and mean absolute deviation (ssi); by least squares of the 80 % that fit best (trimmed); or
 * by least absolute relative deviations (robust).
 */
export const alignmentMethods = [
  'none',
  'median',
  'scale',
  'scale-shift',
  'ssi',
  'trimmed',
  'robust',
] as const;
export type AlignmentMethod = (typeof alignmentMethods)[number];

/** A fit of a prediction to its ground truth: aligned = scale · prediction + shift, in the space of the fit. */
export interface Alignment {
  readonly scale: number;
  readonly shift: number;
}

/** Values of the compared pixels, pair by pair: all finite, same length. */
export interface MatchedValues {
  readonly prediction: Float64Array;
  readonly groundTruth: Float64Array;
}
