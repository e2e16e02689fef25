import { stat } from 'node:fs/promises';
import { splitMapPath } from '#formats/mapFormats.ts';
import { digestFile } from './readBytes.ts';

/** What tells whether a file is still the same. */
export interface ScannedFile {
  /** Null where the file was not read whole: a large dataset is imported by headers alone. */
  readonly sha256: string | null;
  readonly sizeBytes: number;
  /** ms since 1970. */
  readonly mtimeMs: number;
}

/**
 * What names a file's content. An array in a container (`x.mat:images[3]`) is named by its container, which is never
 * read whole for it.
 * @returns also the file's last bytes, at most 16; none where it was not read.
 * @throws FileMissing; AbortError
 */
export async function scanDigest(
  pathAndKey: string,
  reads: 'whole' | 'headers',
  signal?: AbortSignal,
): Promise<ScannedFile & { readonly tail: Uint8Array }> {
  const { path, key } = splitMapPath(pathAndKey);
  const { mtimeMs, size } = await stat(path);
  if (reads === 'whole' && key === null) return { ...(await digestFile(path, signal)), mtimeMs };
  return { sha256: null, sizeBytes: size, mtimeMs, tail: new Uint8Array() };
}
