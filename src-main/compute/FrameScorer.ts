import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import { scoreFrame } from '#domain/evaluation/scoreFrame.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import type { MetricRecord } from '#domain/records.ts';
import { metricKernels } from '#wasm/metrics/metricKernels.ts';
import type { TaskContext } from './tasks/Task.ts';

/** What is left of an evaluation without its maps and regions. */
export interface FrameNumbers {
  readonly alignment: { readonly scale: number; readonly shift: number };
  readonly metrics: readonly MetricRecord[];
  readonly warnings: readonly string[];
}

/** Scores frames one after the other in this thread and keeps all memory that they take for the next. */
export class FrameScorer {
  readonly #kernels = metricKernels();
  readonly #scratch = new ScratchMaps();

  /** The numbers of evaluateFrame. @throws as evaluateFrame */
  score(input: EvaluateFrameInput, context: TaskContext): FrameNumbers {
    const { alignment, metrics, warnings } = scoreFrame(input, {
      checkCancelled: () => context.checkCancelled(),
      progress: (share) => context.progress(share),
      ...{ kernels: this.#kernels, scratch: this.#scratch },
    });
    return { alignment, metrics, warnings };
  }
}
