import { gradientLine, highestLine, intensityLine, lineAt, lowestLine, prefilterRow, rightLines } from './prefilter';
import { columns, disparities, firstX, isUpward, lineStride, minDisparity, width } from './settings';

/**
 * Costs of matching single pixels of one image row (Birchfield and Tomasi), gradient plus a quarter of the intensity.
 * A cost is at most 2 · gradientCap + 63 ≤ 255 and fits u8.
 *
 * @param y       image row
 * @param first   first column wanted, in sweep order
 * @param end     the column after the last
 * @param target  receives u8, `disparities` per column
 */
export function pixelCostsOfRow(y: i32, first: i32, end: i32, target: usize): void {
  prefilterRow(y);
  const leftGradient = lineAt(gradientLine);
  const leftIntensity = lineAt(intensityLine);
  for (let column = first; column < end; column++) {
    const x = firstX + (isUpward ? columns - 1 - column : column);
    const mirrored = width - 1 - x + minDisparity;
    columnCosts(
      leftGradient + x,
      leftIntensity + x,
      lineAt(rightLines + gradientLine) + mirrored,
      lineAt(rightLines + intensityLine) + mirrored,
      target,
    );
    target += disparities;
  }
}

function columnCosts(
  leftGradient: usize,
  leftIntensity: usize,
  rightGradient: usize,
  rightIntensity: usize,
  target: usize,
): void {
  const lowest = lowestLine * lineStride;
  const highest = highestLine * lineStride;
  const gradient = v128.load_splat<u8>(leftGradient);
  const gradientLow = v128.load_splat<u8>(leftGradient + lowest);
  const gradientHigh = v128.load_splat<u8>(leftGradient + highest);
  const intensity = v128.load_splat<u8>(leftIntensity);
  const intensityLow = v128.load_splat<u8>(leftIntensity + lowest);
  const intensityHigh = v128.load_splat<u8>(leftIntensity + highest);
  const quarter = i8x16.splat(0x3f);
  for (let d = 0; d < disparities; d += 16) {
    const ofGradient = dissimilarity(
      gradient,
      gradientLow,
      gradientHigh,
      v128.load(rightGradient + d),
      v128.load(rightGradient + lowest + d),
      v128.load(rightGradient + highest + d),
    );
    const ofIntensity = dissimilarity(
      intensity,
      intensityLow,
      intensityHigh,
      v128.load(rightIntensity + d),
      v128.load(rightIntensity + lowest + d),
      v128.load(rightIntensity + highest + d),
    );
    v128.store(target + d, i8x16.add(ofGradient, v128.and(i16x8.shr_u(ofIntensity, 2), quarter)));
  }
}

/** min( max(0, u − highV, lowV − u), max(0, v − highU, lowU − v) ) of u8 lanes. */
@inline
function dissimilarity(u: v128, lowU: v128, highU: v128, v: v128, lowV: v128, highV: v128): v128 {
  const toRight = v128.or(i8x16.sub_sat_u(u, highV), i8x16.sub_sat_u(lowV, u));
  const toLeft = v128.or(i8x16.sub_sat_u(v, highU), i8x16.sub_sat_u(lowU, v));
  return i8x16.min_u(toRight, toLeft);
}
