import { scored, type Scored } from './Scored.ts';

/** The figures of disparityMetrics that need one pass and no sort. */
export interface DisparityFigures {
  /** % of the pixels with ground truth that have a prediction. */
  readonly density: Scored;
  readonly epe: Scored;
  readonly bad2: Scored;
}

/**
 * What tells most about a disparity map in a moment, for maps that change while one looks. Float64 sums.
 *
 * @param groundTruth, prediction  px, same length; NaN = none.
 */
export function disparityFigures(groundTruth: Float32Array, prediction: Float32Array): DisparityFigures {
  let known = 0;
  let compared = 0;
  let absolute = 0;
  let bad = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const truth = groundTruth[i]!;
    if (Number.isNaN(truth)) continue;
    known += 1;
    const error = Math.abs(prediction[i]! - truth);
    if (Number.isNaN(error)) continue;
    compared += 1;
    absolute += error;
    if (error > 2) bad += 1;
  }
  return {
    density: scored((100 * compared) / known, known),
    epe: scored(absolute / compared, compared),
    bad2: scored((100 * bad) / compared, compared),
  };
}
