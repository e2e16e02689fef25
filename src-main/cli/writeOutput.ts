import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StudioError } from '#domain/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Writes a file that the user named, and makes its folder where it is not there.
 * @throws CannotWrite
 */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const found = reasons[String(error.code)] ?? error.message;
    throw new StudioError('CannotWrite', `${file} cannot be written: ${found}`, { file, found }, error);
  }
}
