import type { CostCurve } from '#domain/stereo/confidence/CostCurve.ts';
import type { CostCurveInput } from '#domain/stereo/confidence/costCurveAt.ts';
import { defineTask } from './Task.ts';

export interface CostCurveTaskInput extends CostCurveInput {
  /** `raw`: at once, from the rows around the pixel. `aggregated`: matches the picture to see what decides. */
  readonly stage: 'raw' | 'aggregated';
}

/** Null where the pixel's whole range does not fit the pictures. */
export const costCurve = defineTask<CostCurveTaskInput, CostCurve | null>('costCurve');
