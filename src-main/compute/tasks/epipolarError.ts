import { epipolarError, type EpipolarError } from '#domain/camera/epipolarError.ts';
import type { EpipolarErrorInput } from './epipolarError.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the epipolarError task: see domain/camera/epipolarError.ts. */
export const epipolarErrorWork: TaskWork<EpipolarErrorInput, EpipolarError> = ({ left, right }) =>
  epipolarError(left, right);
