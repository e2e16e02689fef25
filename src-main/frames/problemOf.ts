import { isStudioError } from '#domain/errors.ts';
import type { FoundProblem } from './scanDataset.ts';

/** An expected failure as the problem of a file of a dataset; anything else is thrown on. */
export function problemOf(error: unknown, file: string, severity: FoundProblem['severity']): FoundProblem {
  if (!isStudioError(error)) throw error;
  const { tag, message, fields } = error;
  return { file, severity, tag, message, fields: { ...fields, file } };
}
