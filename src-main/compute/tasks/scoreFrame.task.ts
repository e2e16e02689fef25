import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { defineTask } from './Task.ts';

/** evaluateFrame without its maps and regions, for whoever wants a table. */
export const scoreFrame = defineTask<
  EvaluateFrameInput,
  Pick<FrameEvaluation, 'alignment' | 'metrics' | 'warnings'>
>('scoreFrame');
