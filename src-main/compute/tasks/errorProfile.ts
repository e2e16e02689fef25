import { convertScalar } from '#domain/camera/convertRaster.ts';
import { errorProfile as profileOf, type ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { ErrorProfileInput } from './errorProfile.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the errorProfile task. Ground truth is what the error was taken from. @throws CalibrationMissing */
export const errorProfileWork: TaskWork<ErrorProfileInput, ErrorProfile | null> = (input) => {
  const { aligned, error, distance } = input;
  const along = distance ? convertScalar(distance.quantity, 'depth', distance.rig) : (truth: number) => truth;
  return profileOf(
    aligned.map((value, i) => along(value - error[i]!)),
    error,
  );
};
