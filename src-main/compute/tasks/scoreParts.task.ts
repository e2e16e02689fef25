import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import type { MetricRecord } from '#domain/records.ts';
import { defineTask } from './Task.ts';

/** The numbers of some parts of a frame, which are known only after it was compared as a whole. */
export interface ScorePartsInput extends EvaluateFrameInput {
  readonly parts: NonNullable<EvaluateFrameInput['parts']>;
}

export const scoreParts = defineTask<ScorePartsInput, readonly MetricRecord[]>('scoreParts');
