import {
  evaluateFrame as evaluate,
  type EvaluateFrameInput,
  type EvaluationContext,
} from '#domain/evaluation/evaluateFrame.ts';
import type { EvaluationKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the task evaluateFrame: see domain/evaluation. Kernels and scratch maps are the worker's own; tasks come one
 * at a time.
 */
export function evaluateFrameOn(kernels: EvaluationKernels): TaskWork<EvaluateFrameInput, FrameEvaluation> {
  const scratch = new ScratchMaps();
  return (input, context) => {
    const surroundings: EvaluationContext = {
      checkCancelled: () => context.checkCancelled(),
      progress: (share) => context.progress(share),
      ...{ kernels, scratch },
    };
    return evaluate(input, surroundings);
  };
}
