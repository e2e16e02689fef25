import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { BinaryAnswer } from './binaryAnswer.ts';
import { rasterHeaders } from './contract.ts';

/** Size and meaning of what a binary answer holds. */
export function rasterAnswer({ quantity, width, height, values }: Raster): BinaryAnswer {
  return {
    mediaType: 'application/octet-stream',
    headers: {
      [rasterHeaders.width]: String(width),
      [rasterHeaders.height]: String(height),
      [rasterHeaders.quantity]: quantity,
      [rasterHeaders.channels]: '1',
    },
    bytes: littleEndianBytes(values),
  };
}

export function pictureAnswer({ width, height, channels, data }: Picture): BinaryAnswer {
  return {
    mediaType: 'application/octet-stream',
    headers: {
      [rasterHeaders.width]: String(width),
      [rasterHeaders.height]: String(height),
      [rasterHeaders.channels]: String(channels),
    },
    bytes: ownBytes(data),
  };
}

/** Float32 samples as the contract has them. All machines that Node 24 is released for are little-endian. */
function littleEndianBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  return ownBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** Shared memory must not become a response body (it would be turned into text): it is copied. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(bytes);
}
