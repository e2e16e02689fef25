import type { Picture } from '../../rasters/Raster.ts';
import type { SearchRange } from '../SearchRange.ts';
import type { CensusWindow } from './BlockOptions.ts';
import { type CensusStrings, censusTransform } from './censusTransform.ts';

/** Writes what matching single pixels of image row y costs, as a cost row (see SearchRange). */
export type PixelCostRow = (y: number, costs: Uint16Array) => void;

/** |L(x) − R(x − d)|, at most 255. */
export function absoluteDifferences(left: Picture, right: Picture, range: SearchRange): PixelCostRow {
  return costsOfDifference(left, right, range, Math.abs);
}

/** (L(x) − R(x − d))², at most 65025. */
export function squaredDifferences(left: Picture, right: Picture, range: SearchRange): PixelCostRow {
  return costsOfDifference(left, right, range, (difference) => difference * difference);
}

/** L(x) · R(x − d), at most 65025: not a cost, but what the correlation of a window is summed from. */
export function products(
  left: Picture,
  right: Picture,
  { width, minDisparity, disparities, firstX, columns }: SearchRange,
): PixelCostRow {
  return (y, costs) => {
    const start = y * width;
    for (let column = 0; column < columns; column++) {
      const x = start + firstX + column;
      const sample = left.data[x]!;
      const match = x - minDisparity;
      const at = column * disparities;
      for (let d = 0; d < disparities; d++) costs[at + d] = Math.imul(sample, right.data[match - d]!);
    }
  };
}

/** Number of bits in which the census strings of L(x) and R(x − d) differ. */
export function hammingDistances(
  left: Picture,
  right: Picture,
  range: SearchRange,
  window: CensusWindow,
): PixelCostRow {
  const ofLeft = censusTransform(left, window);
  const ofRight = censusTransform(right, window);
  return (y, costs) => {
    hammingRow(ofLeft, ofRight, range, y, costs);
  };
}

function hammingRow(
  ofLeft: CensusStrings,
  ofRight: CensusStrings,
  { width, minDisparity, disparities, firstX, columns }: SearchRange,
  y: number,
  costs: Uint16Array,
): void {
  const start = y * width;
  for (let column = 0; column < columns; column++) {
    const x = start + firstX + column;
    const low = ofLeft.low[x]!;
    const high = ofLeft.high[x]!;
    const match = x - minDisparity;
    const at = column * disparities;
    for (let d = 0; d < disparities; d++) {
      costs[at + d] = bitCount(low ^ ofRight.low[match - d]!, high ^ ofRight.high[match - d]!);
    }
  }
}

/** Number of set bits of two halves, by adding neighbouring fields that grow ever wider. */
function bitCount(low: number, high: number): number {
  const a = low - ((low >>> 1) & 0x55555555);
  const b = high - ((high >>> 1) & 0x55555555);
  const pairsOfA = (a & 0x33333333) + ((a >>> 2) & 0x33333333);
  const pairs = (pairsOfA + (b & 0x33333333) + ((b >>> 2) & 0x33333333)) | 0;
  return Math.imul((pairs & 0x0f0f0f0f) + ((pairs >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}

/** The 511 differences are looked up: a function called for every pixel and disparity would not be inlined. */
function costsOfDifference(
  left: Picture,
  right: Picture,
  { width, minDisparity, disparities, firstX, columns }: SearchRange,
  costOf: (difference: number) => number,
): PixelCostRow {
  const table = Uint16Array.from({ length: 511 }, (_, i) => costOf(i - 255));
  return (y, costs) => {
    const start = y * width;
    for (let column = 0; column < columns; column++) {
      const x = start + firstX + column;
      const middle = left.data[x]! + 255;
      const match = x - minDisparity;
      const at = column * disparities;
      for (let d = 0; d < disparities; d++) costs[at + d] = table[middle - right.data[match - d]!]!;
    }
  };
}
