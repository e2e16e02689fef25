import type { CostCurve } from '#domain/stereo/confidence/CostCurve.ts';
import { aggregatedCostCurve, rawCostCurve } from '#domain/stereo/confidence/costCurveAt.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import type { CostCurveTaskInput } from './costCurve.task.ts';
import { kernelCostsOn } from './kernelCosts.ts';
import type { TaskWork } from './Task.ts';

/** The work of the costCurve task: see domain/stereo/confidence/costCurveAt.ts. */
export function costCurveOn(matcher: SgbmMatcher): TaskWork<CostCurveTaskInput, CostCurve | null> {
  const showCosts = kernelCostsOn(matcher);
  return ({ stage, ...input }, context) =>
    stage === 'raw' ? rawCostCurve(input) : aggregatedCostCurve(input, context, showCosts);
}
