import { type MarkBoundaries, markBoundaries } from '../metrics/boundaryMarks.ts';
import { type MeasureClouds, measureClouds } from '../metrics/cloudDistances.ts';
import { type FindEdges, findEdges } from '../metrics/depthBoundaryErrors.ts';
import { type ComputeAngles, normalAngles, type SumAngles, sumAngles } from '../metrics/normalErrors.ts';
import { type SumLosses, sumLosses } from '../metrics/scaleShiftLosses.ts';
import { type RankErrors, rankErrors } from '../metrics/sparsificationErrors.ts';
import { type ComputeSsim, ssim } from '../metrics/ssim.ts';
import { sumScope, type SumScope } from './scopeSums.ts';
import { surveyPair, type SurveyPair } from './surveyPair.ts';

/**
 * The heavy parts of an evaluation. Each has a readable implementation in domain/, which says what is computed, and a
 * kernel in wasm/metrics, which computes the same (up to the order of sums) in a fraction of the time.
 */
export interface EvaluationKernels {
  readonly surveyPair: SurveyPair;
  readonly ssim: ComputeSsim;
  readonly sumScope: SumScope;
  readonly sumLosses: SumLosses;
  readonly markBoundaries: MarkBoundaries;
  readonly findEdges: FindEdges;
  readonly normalAngles: ComputeAngles;
  readonly sumAngles: SumAngles;
  readonly measureClouds: MeasureClouds;
  readonly rankErrors: RankErrors;
}

export const readableKernels: EvaluationKernels = {
  ...{ surveyPair, ssim, sumScope, sumLosses, markBoundaries, findEdges },
  ...{ normalAngles, sumAngles, measureClouds, rankErrors },
};
