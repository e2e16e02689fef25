/** A file that is read piece by piece: what header readers take, so that a scan reads no pixels. */
export interface ByteSource {
  readonly byteLength: number;
  /** Absolute, for libraries that read files themselves; null = there is no file. */
  readonly path: string | null;
  /** `count` bytes from `at`; fewer where the file ends. */
  readonly read: (at: number, count: number) => Promise<Uint8Array>;
}

/** Bytes in memory as a source. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    byteLength: bytes.length,
    path: null,
    read: (at, count) => Promise.resolve(bytes.subarray(at, at + count)),
  };
}

/** Everything. */
export function readAll(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, source.byteLength);
}
