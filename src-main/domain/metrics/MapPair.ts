/** Ground truth and prediction of one frame in one quantity, width × height values each, row-major; NaN = invalid. */
export interface MapPair {
  readonly width: number;
  readonly height: number;
  readonly groundTruth: Float64Array;
  readonly prediction: Float64Array;
}

/** 1 where both maps have a value. */
export function validInBoth({ groundTruth, prediction }: MapPair): Uint8Array {
  const valid = new Uint8Array(groundTruth.length);
  for (let i = 0; i < valid.length; i += 1) {
    if (Number.isFinite(prediction[i]! - groundTruth[i]!)) valid[i] = 1;
  }
  return valid;
}
