import { evaluateFrame as evaluate } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { EvaluateFrameInput } from './evaluateFrame.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the evaluateFrame task: see domain/evaluation/evaluateFrame.ts. */
export const evaluateFrameWork: TaskWork<EvaluateFrameInput, FrameEvaluation> = (input, context) =>
  evaluate(input, context);
