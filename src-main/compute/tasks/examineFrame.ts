import { examineFrame, type ExaminedFrame, type ExamineInput } from '#domain/regions/examineFrame.ts';
import type { TaskWork } from './Task.ts';

/** The work of the examineFrame task: see domain/regions/examineFrame.ts. */
export const examineFrameWork: TaskWork<ExamineInput, ExaminedFrame> = (input, context) => {
  context.checkCancelled();
  return examineFrame(input);
};
