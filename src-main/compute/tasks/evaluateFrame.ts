import { evaluateFrame as evaluate } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { CloudKernels } from '#wasm/metrics/CloudKernels.ts';
import type { SsimKernels } from '#wasm/metrics/SsimKernels.ts';
import type { EvaluateFrameInput } from './evaluateFrame.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the evaluateFrame task: see domain/evaluation/evaluateFrame.ts, with SSIM and point clouds by kernels.
 * The kernels are the worker's own; tasks come one at a time.
 */
export function evaluateFrameOn(
  { ssim }: SsimKernels,
  { findNearest }: CloudKernels,
): TaskWork<EvaluateFrameInput, FrameEvaluation> {
  return (input, context) =>
    evaluate(input, {
      checkCancelled: () => context.checkCancelled(),
      progress: (share) => context.progress(share),
      ssim,
      findNearest,
    });
}
