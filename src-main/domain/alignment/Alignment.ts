/** A fit of a prediction to its ground truth: aligned = scale · prediction + shift, in the compared quantity. */
export interface Alignment {
  readonly scale: number;
  readonly shift: number;
}

/** Values of the compared pixels, pair by pair: all finite, same length. */
export interface MatchedValues {
  readonly prediction: Float64Array;
  readonly groundTruth: Float64Array;
}
