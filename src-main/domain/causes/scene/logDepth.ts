import type { MetricQuantity } from '../../camera/convertRaster.ts';
import type { StereoRig } from '../../camera/StereoRig.ts';
import type { Quantity } from '../../rasters/Raster.ts';

/** No disparity is taken to be smaller, px: what is infinitely far must have a logarithm. */
const leastDisparityPx = 0.1;
const leastDepthM = 1e-3;
const leastInverseDepth = 1e-4;
/** Share of its range that is added to a relative map, so that its farthest pixel has a logarithm. */
const relativeFloor = 0.05;

/**
 * Logarithm of depth up to a constant: larger is farther, a difference is a ratio of depths. A disparity is counted from
 * where infinity lies (doffs); relative inverse depth, of unknown shift, from the least of its values.
 *
 * @param values  width × height of the quantity; NaN = invalid and stays so.
 */
export function logDepth(
  values: Float32Array | Float64Array,
  quantity: Quantity,
  rig: StereoRig | null,
): Float32Array<ArrayBuffer> {
  const logs = new Float32Array(values.length);
  if (quantity === 'depth:m') {
    for (let i = 0; i < logs.length; i += 1) {
      const value = values[i]!;
      logs[i] = value > leastDepthM ? Math.log(value) : value <= leastDepthM ? Math.log(leastDepthM) : NaN;
    }
    return logs;
  }
  const [floor, offset, sign] = scaleOf(values, quantity, rig);
  const least = -sign * Math.log(floor);
  for (let i = 0; i < logs.length; i += 1) {
    const value = sign * values[i]! + offset;
    logs[i] = value > floor ? -sign * Math.log(value) : value <= floor ? least : NaN;
  }
  return logs;
}

/** The same of a single value of a metric quantity. */
export function logDepthOf(value: number, quantity: MetricQuantity, rig: StereoRig | null): number {
  if (quantity === 'depth:m') return Math.log(Math.max(leastDepthM, value));
  if (quantity === 'disparity:px') return -Math.log(Math.max(leastDisparityPx, value + (rig?.doffsPx ?? 0)));
  return -Math.log(Math.max(leastInverseDepth, value));
}

/** Least value whose logarithm is taken, what is added before, and whether larger is nearer (1) or farther (−1). */
function scaleOf(
  values: Float32Array | Float64Array,
  quantity: Quantity,
  rig: StereoRig | null,
): readonly [number, number, 1 | -1] {
  if (quantity === 'disparity:px') return [leastDisparityPx, rig?.doffsPx ?? 0, 1];
  if (quantity === 'inverse-depth:1/m') return [leastInverseDepth, 0, 1];
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = high > low ? high - low : 1;
  const floor = relativeFloor * range;
  if (quantity === 'depth:relative') return [floor, high + floor, -1];
  return [floor, floor - low, 1];
}
