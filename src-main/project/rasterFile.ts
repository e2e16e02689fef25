import { StudioError } from '#domain/errors.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';

/**
 * A derived raster on disk: NPY version 1.0, little-endian float32, C order, shape [height, width], NaN = invalid, so
 * that NumPy and Fathom's own reader open it. The header is always padded to 128 bytes, which keeps equal rasters equal
 * in bytes. Source: numpy.lib.format.
 */
const headerBytes = 128;
const preambleBytes = 10;

export function encodeRasterFile(raster: Raster): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(headerBytes + raster.values.length * 4);
  file.set(header(raster.width, raster.height));
  const body = new DataView(file.buffer, headerBytes);
  if (isLittleEndian) new Float32Array(file.buffer, headerBytes).set(raster.values);
  else raster.values.forEach((value, index) => body.setFloat32(index * 4, value, true));
  return file;
}

/** @throws BadFile where the bytes are not those of a raster of that size. */
export function decodeRasterFile(
  file: Uint8Array,
  expected: {
    readonly path: string;
    readonly quantity: Quantity;
    readonly width: number;
    readonly height: number;
  },
): Raster {
  const { path, quantity, width, height } = expected;
  const expectedBytes = headerBytes + width * height * 4;
  if (file.length !== expectedBytes || !startsWith(file, header(width, height))) {
    throw new StudioError(
      'BadFile',
      `${path} is not the ${width}×${height} raster it should be: expected ${expectedBytes} bytes, found ${file.length}`,
      { file: path, expected: expectedBytes, found: file.length },
    );
  }
  const values = new Float32Array(width * height);
  const body = new DataView(file.buffer, file.byteOffset + headerBytes);
  if (isLittleEndian) new Uint8Array(values.buffer).set(file.subarray(headerBytes));
  else for (let index = 0; index < values.length; index++) values[index] = body.getFloat32(index * 4, true);
  return { quantity, width, height, values };
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function header(width: number, height: number): Uint8Array {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  const text = description.padEnd(headerBytes - preambleBytes - 1) + '\n';
  return Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(text.length, 0)}${text}`, 'latin1');
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
