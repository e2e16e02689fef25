import { evaluateFrame, type EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { metricKernels } from '#wasm/metrics/metricKernels.ts';

/** evaluateFrame by its kernels in this thread, for one frame that is not worth a worker's start. @throws as evaluateFrame */
export function evaluateHere(input: EvaluateFrameInput): FrameEvaluation {
  return evaluateFrame(input, {
    checkCancelled: () => undefined,
    progress: () => undefined,
    kernels: metricKernels(),
  });
}
