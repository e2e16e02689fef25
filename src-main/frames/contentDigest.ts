import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isStudioError } from '#domain/errors.ts';
import type { AssetRole } from '#domain/records.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { loadPicture, loadRawMap } from './loadFrame.ts';
import { digestFile } from './readBytes.ts';

/** Reading more than this for one of its arrays would keep whoever wants to see it waiting. */
const mostContainerBytes = 64 * 2 ** 20;

const pictures: readonly AssetRole[] = ['left', 'right'];

/**
 * What names the content that an item is made from. That is the SHA-256 of its file; of an array in a container of more
 * than 64 MiB (`nyu.mat:depths[17]`) the SHA-256 of its size and values, so that one frame is read and not gigabytes, and
 * so that a change of another frame changes nothing here.
 *
 * @param options.mostBytes  another limit, for tests.
 * @throws FileMissing; AbortError
 */
export async function contentDigest(
  pathAndKey: string,
  role: AssetRole,
  options: { readonly signal?: AbortSignal | undefined; readonly mostBytes?: number } = {},
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const { signal, mostBytes = mostContainerBytes } = options;
  const { path, key } = splitMapPath(pathAndKey);
  if (key !== null) {
    const found = await stat(path).catch(() => null);
    if (found && found.size > mostBytes) {
      signal?.throwIfAborted();
      const sha256 = await digestOfArray(pathAndKey, role);
      if (sha256 !== null) return { sha256, sizeBytes: found.size };
    }
  }
  return await digestFile(path, signal);
}

/** Null where the array cannot be read: its file names it then, and whoever uses it is told why. */
async function digestOfArray(pathAndKey: string, role: AssetRole): Promise<string | null> {
  try {
    const hash = createHash('sha256');
    if (pictures.includes(role)) {
      const { width, height, channels, data } = await loadPicture(pathAndKey);
      return hash.update(`${width}×${height}×${channels}`).update(data).digest('hex');
    }
    const { width, height, values } = await loadRawMap(pathAndKey);
    return hash.update(`${width}×${height} ${values.constructor.name}`).update(values).digest('hex');
  } catch (error) {
    if (isStudioError(error)) return null;
    throw error;
  }
}
