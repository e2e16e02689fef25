import { mirroredPicture } from '#domain/rasters/mirrored.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { BlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { readableWindows, type SumWindows } from '#domain/stereo/block/WindowRows.ts';
import { loadMatcherKernels } from './loadMatcherKernels.ts';

const pageBytes = 65_536;
/** Disparities go by eight. */
const lanes = 8;
/** As kernels/windows.ts. */
const below = 0;
const kinds: Readonly<Record<BlockOptions['cost'], number>> = { sad: 1, ssd: 2, ncc: 3, census: 4 };

/**
 * Window sums by WebAssembly SIMD: the very sums of domain/stereo/block/WindowSums, which does it itself where the number
 * of disparities is no multiple of 8. Scratch: (4 · radius + 10) bytes per matchable column and disparity.
 */
export const windowKernels: SumWindows = (left, right, range, options) => {
  const { width, height, minDisparity, disparities, firstX, columns } = range;
  if (disparities % lanes !== 0 || columns === 0) return readableWindows(left, right, range, options);
  const { cost, censusWindow, blockSize } = options;
  const radius = blockSize >> 1;
  const side = 2 * radius + 1;
  const cells = columns * disparities;
  const sampleBytes = cost === 'census' ? 8 : 1;
  const [reachX, reachY] = censusWindow.split('x').map((length) => Number(length) >> 1) as [number, number];
  const paddedBytes = cost === 'census' ? (width + 2 * reachX) * (height + 2 * reachY) : 0;

  let end = 0;
  const reserve = (bytes: number): number => {
    const address = end;
    // Kernels read and write up to sixteen samples beyond an end.
    end = Math.ceil((end + bytes + 16 * sampleBytes) / 64) * 64;
    return address;
  };
  const padded = reserve(paddedBytes);
  const ofLeft = reserve(width * height * sampleBytes);
  const ofRight = reserve(width * height * sampleBytes);
  const ring = reserve(2 * side * cells);
  const columnSums = reserve(4 * cells);
  const windows = reserve(4 * cells);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
  const kernels = loadMatcherKernels(memory);
  const bytes = new Uint8Array(memory.buffer);

  describe(left, ofLeft, 0);
  describe(mirroredPicture(right), ofRight, 1);
  const leftAt = ofLeft + firstX * sampleBytes;
  const rightAt = ofRight + (width - 1 - firstX + minDisparity) * sampleBytes;
  const rowBytes = width * sampleBytes;

  return {
    sums: new Int32Array(memory.buffer, windows, cells),
    row(y) {
      if (y === 0) for (let k = 0; k < radius; k++) enter(k);
      enter(y + radius);
      kernels.slideRow(columnSums, columns, disparities, radius, windows);
    },
  };

  function enter(k: number): void {
    const kind = k < height ? kinds[cost] : below;
    const slot = ring + 2 * cells * (k % side);
    kernels.enterRow(
      kind,
      leftAt + k * rowBytes,
      rightAt + k * rowBytes,
      columns,
      disparities,
      slot,
      columnSums,
    );
  }

  /** Writes samples or census strings. */
  function describe(picture: Picture, address: number, isMirrored: number): void {
    if (cost !== 'census') {
      bytes.set(picture.data, address);
      return;
    }
    bytes.set(withBorder(picture, reachX, reachY), padded);
    kernels.censusStrings(padded, width, height, reachX, reachY, isMirrored, address);
  }
};

/** The outermost pixels repeated outwards. */
function withBorder({ width, height, data }: Picture, reachX: number, reachY: number): Uint8Array {
  const stride = width + 2 * reachX;
  const padded = new Uint8Array(stride * (height + 2 * reachY));
  for (let y = -reachY; y < height + reachY; y++) {
    const from = Math.min(Math.max(y, 0), height - 1) * width;
    const at = (y + reachY) * stride;
    padded.fill(data[from]!, at, at + reachX);
    padded.set(data.subarray(from, from + width), at + reachX);
    padded.fill(data[from + width - 1]!, at + reachX + width, at + stride);
  }
  return padded;
}
