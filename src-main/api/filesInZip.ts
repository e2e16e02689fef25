import { unzipSync } from 'fflate';
import { StudioError } from '#domain/errors.ts';
import type { AnnotationFile } from '#jobs/annotationExchange.ts';

/** Unpacked, all files together: far beyond the masks of any dataset, within any machine's memory. */
const mostBytes = 2 ** 30;

/**
 * The files of an uploaded zip, in memory; their paths are names and nothing is written to them.
 *
 * @throws BadFile where it is no zip, or would unpack to more than a gibibyte.
 */
export function filesInZip(bytes: Uint8Array): AnnotationFile[] {
  let total = 0;
  const count = ({ originalSize }: { originalSize: number }): boolean => {
    total += originalSize;
    if (total <= mostBytes) return true;
    const message = `the zip file unpacks to more than ${mostBytes} bytes`;
    throw new StudioError('BadFile', message, { expected: mostBytes, found: total });
  };
  try {
    const files = Object.entries(unzipSync(bytes, { filter: count }));
    return files.filter(([path]) => !path.endsWith('/')).map(([path, content]) => ({ path, bytes: content }));
  } catch (error) {
    if (error instanceof StudioError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StudioError('BadFile', `the masks are not a zip file: ${why}`, {}, error);
  }
}
