import type { ValuePair } from './scopeMetrics.ts';

/** What there is to compare in two maps. */
export interface PairSurvey {
  /** Pixels with ground truth, and those that have a prediction too. */
  readonly known: number;
  readonly matched: number;
  /** Of the ground truth's values; Infinity and −Infinity where there is none. */
  readonly least: number;
  readonly most: number;
}

/** An implementation: the readable one below, or the kernels of wasm/metrics, which find the same. */
export type SurveyPair = (pair: ValuePair) => PairSurvey;

export const surveyPair: SurveyPair = ({ groundTruth, prediction }) => {
  let known = 0;
  let matched = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const g = groundTruth[i]!;
    if (!Number.isFinite(g)) continue;
    known += 1;
    if (Number.isFinite(prediction[i]! - g)) matched += 1;
    if (g < least) least = g;
    if (g > most) most = g;
  }
  return { known, matched, least, most };
};
