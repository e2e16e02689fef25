import { evaluateFrame as evaluate } from '#domain/evaluation/evaluateFrame.ts';
import type { EvaluationKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { EvaluateFrameInput } from './evaluateFrame.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the evaluateFrame task: see domain/evaluation/evaluateFrame.ts. The kernels are the worker's own; tasks come
 * one at a time.
 */
export function evaluateFrameOn(kernels: EvaluationKernels): TaskWork<EvaluateFrameInput, FrameEvaluation> {
  const scratch = new ScratchMaps();
  return (input, context) =>
    evaluate(input, {
      checkCancelled: () => context.checkCancelled(),
      progress: (share) => context.progress(share),
      ...{ kernels, scratch },
    });
}
