import { join } from 'node:path';
import { isStudioError } from '#domain/errors.ts';
import type { FoundProblem } from './scanDataset.ts';

/**
 * An expected failure as the problem of a file of a dataset; anything else is thrown on. Messages of the loaders name
 * absolute paths; in a dataset the path from its root says more.
 */
export function problemOf(
  error: unknown,
  { root, path }: { readonly root: string; readonly path: string },
  severity: FoundProblem['severity'],
): FoundProblem {
  if (!isStudioError(error)) throw error;
  const { tag, fields } = error;
  const message = error.message.replaceAll(join(root, path), path);
  return { file: path, severity, tag, message, fields: { ...fields, file: path } };
}
