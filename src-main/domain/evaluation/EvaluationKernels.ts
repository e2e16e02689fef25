import { type ComputeSsim, ssim } from '../metrics/ssim.ts';
import { type FindNearest, searchPyramid } from '../metrics/cloudDistances.ts';
import { sumScope, type SumScope } from './scopeSums.ts';

/**
 * The heavy parts of an evaluation. Each has a readable implementation in domain/, which says what is computed, and a
 * kernel in wasm/metrics, which computes the same (up to the order of sums) in a fraction of the time.
 */
export interface EvaluationKernels {
  readonly ssim: ComputeSsim;
  readonly sumScope: SumScope;
  readonly findNearest: FindNearest;
}

export const readableKernels: EvaluationKernels = { ssim, sumScope, findNearest: searchPyramid };
