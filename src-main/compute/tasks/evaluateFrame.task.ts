import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { defineTask } from './Task.ts';

export type { EvaluateFrameInput };

export const evaluateFrame = defineTask<EvaluateFrameInput, FrameEvaluation>('evaluateFrame');
