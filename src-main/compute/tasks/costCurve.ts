import type { CostCurve } from '#domain/stereo/confidence/CostCurve.ts';
import { aggregatedCostCurve, rawCostCurve } from '#domain/stereo/confidence/costCurveAt.ts';
import type { CostCurveTaskInput } from './costCurve.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the costCurve task: see domain/stereo/confidence/costCurveAt.ts. */
export const costCurveWork: TaskWork<CostCurveTaskInput, CostCurve | null> = (
  { stage, ...input },
  context,
) => (stage === 'raw' ? rawCostCurve(input) : aggregatedCostCurve(input, context));
