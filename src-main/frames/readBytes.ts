import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { ByteSource } from '#formats/ByteSource.ts';
import type { MapMemory } from './MapMemory.ts';

/** A whole file. @throws FileMissing where it cannot be read */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: unknown) => refuse(path, error));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Calls `work` with a file that is read where it is asked for.
 * @param memory  where the whole file is put, if that is asked for; it is the caller's until the next file.
 * @throws FileMissing, and what `work` throws
 */
export async function withSource<T>(
  path: string,
  work: (source: ByteSource) => Promise<T>,
  memory: MapMemory | null = null,
): Promise<T> {
  const file = await open(path).catch((error: unknown) => refuse(path, error));
  try {
    const { size } = await file.stat();
    return await work({
      byteLength: size,
      path,
      read: async (at, count) => {
        const length = Math.max(0, Math.min(count, size - at));
        const isWhole = at === 0 && length === size;
        const target = isWhole && memory !== null ? memory.file(length) : new Uint8Array(length);
        const { buffer, bytesRead } = await file.read(target, 0, length, at);
        return buffer.subarray(0, bytesRead);
      },
    });
  } catch (error) {
    if (isStudioError(error)) throw error;
    return refuse(path, error);
  } finally {
    await file.close();
  }
}

export interface FileDigest {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The last bytes, at most 16. */
  readonly tail: Uint8Array;
}

/** Reads a file once, in pieces. @throws FileMissing; AbortError */
export async function digestFile(path: string, signal?: AbortSignal): Promise<FileDigest> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let tail = new Uint8Array();
  try {
    for await (const piece of createReadStream(path, {
      signal,
      highWaterMark: 1 << 20,
    }) as AsyncIterable<Buffer>) {
      hash.update(piece);
      sizeBytes += piece.length;
      tail = new Uint8Array([...tail, ...piece.subarray(-16)]).slice(-16);
    }
  } catch (error) {
    return refuse(path, error);
  }
  return { sha256: hash.digest('hex'), sizeBytes, tail };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

function refuse(path: string, error: unknown): never {
  if (!(error instanceof Error) || error.name === 'AbortError' || !('code' in error)) throw error;
  const reason = reasons[String(error.code)] ?? error.message;
  throw new StudioError(
    'FileMissing',
    `${path}: cannot be read: ${reason}`,
    { file: path, found: reason },
    error,
  );
}
