import {
  gradientLine,
  highestLine,
  intensityLine,
  leftLines,
  lineAt,
  lowestLine,
  prefilterRow,
  rightLines,
} from './prefilter';
import { columns, disparities, firstX, isUpward, minDisparity, width } from './settings';

/**
 * Costs of matching single pixels of one image row (Birchfield and Tomasi), gradient plus a quarter of the intensity.
 * A cost is at most 2 · gradientCap + 63 ≤ 255 and fits u8.
 *
 * @param y        image row
 * @param first    first column wanted, in sweep order
 * @param end      the column after the last
 * @param costs    u8, `disparities` per column: the row that leaves the block; receives the new costs
 * @param sums     i16, a row laid out alike: has the new costs added and those that leave taken away
 */
export function pixelCostsOfRow(y: i32, first: i32, end: i32, costs: usize, sums: usize): void {
  prefilterRow(y);
  // 0x3f in every byte, written so that V8 keeps it in a register: it makes constants anew where they are used.
  const sixBits = i8x16.splat(<i8>(0x3f ^ (disparities >> 31)));
  const step: isize = isUpward ? -1 : 1;
  const firstColumn = firstX + (isUpward ? columns - 1 - first : first);
  let left = lineAt(leftLines) + firstColumn;
  let mirrored = lineAt(rightLines) + (width - 1 - firstColumn + minDisparity);
  const n = disparities;
  const costsEnd = costs + (end - first) * n;
  while (costs < costsEnd) {
    const gradient = v128.load_splat<u8>(left, gradientLine);
    const gradientLow = v128.load_splat<u8>(left, gradientLine + lowestLine);
    const gradientHigh = v128.load_splat<u8>(left, gradientLine + highestLine);
    const intensity = v128.load_splat<u8>(left, intensityLine);
    const intensityLow = v128.load_splat<u8>(left, intensityLine + lowestLine);
    const intensityHigh = v128.load_splat<u8>(left, intensityLine + highestLine);
    let right = mirrored;
    let columnEnd = costs + (n & ~31);
    while (costs < columnEnd) {
      let cost = pixelCost(gradient, gradientLow, gradientHigh, intensity, intensityLow, intensityHigh, right, sixBits);
      slide(sums, cost, v128.load(costs));
      v128.store(costs, cost);
      cost = pixelCost(gradient, gradientLow, gradientHigh, intensity, intensityLow, intensityHigh, right + 16, sixBits);
      slide(sums + 32, cost, v128.load(costs, 16));
      v128.store(costs, cost, 16);
      right += 32;
      costs += 32;
      sums += 64;
    }
    if (n & 16) {
      const cost = pixelCost(gradient, gradientLow, gradientHigh, intensity, intensityLow, intensityHigh, right, sixBits);
      slide(sums, cost, v128.load(costs));
      v128.store(costs, cost);
      costs += 16;
      sums += 32;
    }
    left += step;
    mirrored -= step;
  }
}

@inline
function pixelCost(
  gradient: v128,
  gradientLow: v128,
  gradientHigh: v128,
  intensity: v128,
  intensityLow: v128,
  intensityHigh: v128,
  right: usize,
  sixBits: v128,
): v128 {
  const ofGradient = dissimilarity(
    gradient,
    gradientLow,
    gradientHigh,
    v128.load(right, gradientLine),
    v128.load(right, gradientLine + lowestLine),
    v128.load(right, gradientLine + highestLine),
  );
  const ofIntensity = dissimilarity(
    intensity,
    intensityLow,
    intensityHigh,
    v128.load(right, intensityLine),
    v128.load(right, intensityLine + lowestLine),
    v128.load(right, intensityLine + highestLine),
  );
  return i8x16.add(ofGradient, v128.and(i16x8.shr_u(ofIntensity, 2), sixBits));
}

@inline
function slide(sums: usize, entering: v128, leaving: v128): void {
  const low = i16x8.sub(i16x8.extend_low_i8x16_u(entering), i16x8.extend_low_i8x16_u(leaving));
  const high = i16x8.sub(i16x8.extend_high_i8x16_u(entering), i16x8.extend_high_i8x16_u(leaving));
  v128.store(sums, i16x8.add(v128.load(sums), low));
  v128.store(sums, i16x8.add(v128.load(sums, 16), high), 16);
}

/** min( max(0, u − highV, lowV − u), max(0, v − highU, lowU − v) ) of u8 lanes. */
@inline
function dissimilarity(u: v128, lowU: v128, highU: v128, v: v128, lowV: v128, highV: v128): v128 {
  const toRight = v128.or(i8x16.sub_sat_u(u, highV), i8x16.sub_sat_u(lowV, u));
  const toLeft = v128.or(i8x16.sub_sat_u(v, highU), i8x16.sub_sat_u(lowU, v));
  return i8x16.min_u(toRight, toLeft);
}
