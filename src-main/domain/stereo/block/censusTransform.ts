import type { Picture } from '../../rasters/Raster.ts';
import type { CensusWindow } from './BlockOptions.ts';

/** A string of up to 62 bits per pixel, in two halves of 31, width × height. */
export interface CensusStrings {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

const bitsPerHalf = 31;

/**
 * Census strings of a grey picture: bit i says that the i-th pixel of the window around a pixel, row by row and without
 * the centre, is darker than the centre. Beyond the border the nearest pixel counts. Strings depend on the order of
 * brightness alone, so gain, offset and gamma of a camera do not change them.
 * Source: Zabih & Woodfill 1994, doi:10.1007/BFb0028345.
 */
export function censusTransform({ width, height, data }: Picture, window: CensusWindow): CensusStrings {
  const low = new Int32Array(width * height);
  const high = new Int32Array(width * height);
  neighboursOf(window).forEach(([dx, dy], i) => {
    const half = i < bitsPerHalf ? low : high;
    const bit = 1 << (i % bitsPerHalf);
    for (let y = 0; y < height; y++) {
      const here = y * width;
      const there = Math.min(Math.max(y + dy, 0), height - 1) * width;
      for (let x = 0; x < width; x++) {
        const neighbour = data[there + Math.min(Math.max(x + dx, 0), width - 1)]!;
        if (neighbour < data[here + x]!) half[here + x]! |= bit;
      }
    }
  });
  return { low, high };
}

/** How far the window reaches above and below its centre, px. */
export function censusRadius(window: CensusWindow): number {
  return sizeOf(window)[1] >> 1;
}

function neighboursOf(window: CensusWindow): [number, number][] {
  const [width, height] = sizeOf(window);
  const all = Array.from({ length: width * height }, (_, i): [number, number] => [
    (i % width) - (width >> 1),
    Math.floor(i / width) - (height >> 1),
  ]);
  return all.filter(([dx, dy]) => dx !== 0 || dy !== 0);
}

function sizeOf(window: CensusWindow): [number, number] {
  const [width, height] = window.split('x').map(Number);
  return [width!, height!];
}
