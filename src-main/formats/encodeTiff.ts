/** Tag, type (3 = uint16, 4 = uint32) and value of one entry of a directory. */
type Entry = readonly [tag: number, type: 3 | 4, value: number];

const headerBytes = 8;

/**
 * A one-channel float32 TIFF: little-endian, one uncompressed strip, NaN as NaN. Read alike by libtiff, OpenCV and GDAL.
 * Source: TIFF 6.0.
 */
export function encodeTiff({
  width,
  height,
  values,
}: {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}): Uint8Array {
  const directoryAt = headerBytes + values.byteLength;
  const entries: readonly Entry[] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 32], // bits per sample
    [259, 3, 1], // not compressed
    [262, 3, 1], // black is zero
    [273, 4, headerBytes], // where the strip begins
    [277, 3, 1], // samples per pixel
    [278, 4, height], // rows per strip
    [279, 4, values.byteLength],
    [339, 3, 3], // IEEE floating point
  ];
  const bytes = new Uint8Array(directoryAt + 2 + 12 * entries.length + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directoryAt, true);
  for (const [i, value] of values.entries()) view.setFloat32(headerBytes + 4 * i, value, true);
  view.setUint16(directoryAt, entries.length, true);
  entries.forEach(([tag, type, value], i) => {
    const at = directoryAt + 2 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, 1, true);
    if (type === 3) view.setUint16(at + 8, value, true);
    else view.setUint32(at + 8, value, true);
  });
  return bytes;
}
