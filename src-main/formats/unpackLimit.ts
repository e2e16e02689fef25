import { StudioError } from '#domain/errors.ts';

/** Below this many bytes nothing is refused: a packed file may hold one value throughout. */
const alwaysReadBytes = 64 * 1024 * 1024;

/** Above that, deflate's thousand to one is what bombs are made with; maps with content reach tens to one. */
const mostBytesPerByte = 256;

/**
 * Refuses what would unpack to far more than its file holds, before memory is asked for it.
 * @throws Unsupported with both sizes
 */
export function requireUnpackLimit(unpackedBytes: number, packedBytes: number, file: string): void {
  if (unpackedBytes <= alwaysReadBytes || unpackedBytes <= mostBytesPerByte * packedBytes) return;
  throw new StudioError(
    'Unsupported',
    `${file}: ${packedBytes} bytes unpack to ${unpackedBytes}; beyond ${alwaysReadBytes} bytes, at most ${mostBytesPerByte} to one are read`,
    { file, expected: Math.max(alwaysReadBytes, mostBytesPerByte * packedBytes), found: unpackedBytes },
  );
}
