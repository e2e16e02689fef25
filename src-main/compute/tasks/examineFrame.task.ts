import type { ExaminedFrame, ExamineInput } from '#domain/regions/examineFrame.ts';
import { defineTask } from './Task.ts';

export const examineFrame = defineTask<ExamineInput, ExaminedFrame>('examineFrame');
