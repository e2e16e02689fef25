import type { Picture } from '../../rasters/Raster.ts';
import type { SearchRange } from '../SearchRange.ts';
import type { CensusWindow } from './BlockOptions.ts';
import { type CensusStrings, censusTransform } from './censusTransform.ts';

/** Writes what matching single pixels of image row y costs, as a cost row (see SearchRange). */
export type PixelCostRow = (y: number, costs: Uint16Array) => void;

/** |L(x) − R(x − d)|, at most 255. */
export function absoluteDifferences(left: Picture, right: Picture, range: SearchRange): PixelCostRow {
  return comparisonOfSamples(left, right, range, (a, b) => (a > b ? a - b : b - a));
}

/** (L(x) − R(x − d))², at most 65025. */
export function squaredDifferences(left: Picture, right: Picture, range: SearchRange): PixelCostRow {
  return comparisonOfSamples(left, right, range, (a, b) => Math.imul(a - b, a - b));
}

/** L(x) · R(x − d), at most 65025: not a cost, but what the correlation of a window is summed from. */
export function products(left: Picture, right: Picture, range: SearchRange): PixelCostRow {
  return comparisonOfSamples(left, right, range, (a, b) => Math.imul(a, b));
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
      costs[at + d] = bitCount(low ^ ofRight.low[match - d]!) + bitCount(high ^ ofRight.high[match - d]!);
    }
  }
}

/** Number of set bits of 32, by adding neighbours in ever wider fields. */
function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function comparisonOfSamples(
  left: Picture,
  right: Picture,
  { width, minDisparity, disparities, firstX, columns }: SearchRange,
  compare: (left: number, right: number) => number,
): PixelCostRow {
  return (y, costs) => {
    const start = y * width;
    for (let column = 0; column < columns; column++) {
      const x = start + firstX + column;
      const sample = left.data[x]!;
      const match = x - minDisparity;
      const at = column * disparities;
      for (let d = 0; d < disparities; d++) costs[at + d] = compare(sample, right.data[match - d]!);
    }
  };
}
