import {
  evaluateFrame as evaluate,
  type EvaluateFrameInput,
  type EvaluationContext,
} from '#domain/evaluation/evaluateFrame.ts';
import { scoreFrame as score } from '#domain/evaluation/scoreFrame.ts';
import type { EvaluationKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { TaskContext } from './Task.ts';

/**
 * The work of the tasks evaluateFrame and scoreFrame: see domain/evaluation. Kernels and scratch maps are the worker's own,
 * one for both; tasks come one at a time.
 */
export function evaluationWorks(kernels: EvaluationKernels) {
  const scratch = new ScratchMaps();
  const contextOf = (context: TaskContext): EvaluationContext => ({
    checkCancelled: () => context.checkCancelled(),
    progress: (share) => context.progress(share),
    ...{ kernels, scratch },
  });
  return {
    evaluateFrame: (input: EvaluateFrameInput, context: TaskContext): FrameEvaluation =>
      evaluate(input, contextOf(context)),
    scoreFrame: (input: EvaluateFrameInput, context: TaskContext) => {
      const { alignment, metrics, warnings } = score(input, contextOf(context));
      return { alignment, metrics, warnings };
    },
  };
}
