import { cameraOfMatrix, wrongCamera, type SingleCamera } from './SingleCamera.ts';

const tag = 202021.25;

/**
 * Sintel's .cam: a float32 tag, K as 3×3 float64, then the pose as 3×4, little-endian.
 * @throws BadFile
 * Source: sintel_io.py of the depth set; domain.md §6.2.
 */
export function readSintelCamera(bytes: Uint8Array, file: string): SingleCamera {
  const expected = 4 + 21 * 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < expected || view.getFloat32(0, true) !== tag) {
    throw wrongCamera(file, `${expected} bytes that begin with the tag PIEH`, `${bytes.length} bytes`);
  }
  return cameraOfMatrix(
    Array.from({ length: 9 }, (_, i) => view.getFloat64(4 + 8 * i, true)),
    3,
    file,
  );
}
