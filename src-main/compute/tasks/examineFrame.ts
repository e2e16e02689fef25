import { FrameMemory } from '#domain/causes/scene/FrameMemory.ts';
import { examineFrame, type ExaminedFrame, type ExamineInput } from '#domain/regions/examineFrame.ts';
import type { TaskWork } from './Task.ts';

/** Of a worker: several methods on one frame mostly come after each other. */
const memory = new FrameMemory();

/** The work of the examineFrame task: see domain/regions/examineFrame.ts. */
export const examineFrameWork: TaskWork<ExamineInput, ExaminedFrame> = (input, context) => {
  context.checkCancelled();
  return examineFrame(input, memory);
};
