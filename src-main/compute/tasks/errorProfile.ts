import { errorProfile as profileOf, type ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { ErrorProfileInput } from './errorProfile.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the errorProfile task. Ground truth is what the error was taken from. */
export const errorProfileWork: TaskWork<ErrorProfileInput, ErrorProfile | null> = ({ aligned, error }) =>
  profileOf(
    aligned.map((value, i) => value - error[i]!),
    error,
  );
