import { StudioError } from '../errors.ts';
import type { ComparedQuantity, Raster } from '../rasters/Raster.ts';
import { depthFromDisparity } from './depthFromDisparity.ts';
import { disparityFromDepth } from './disparityFromDepth.ts';
import { focalTimesBaseline } from './focalTimesBaseline.ts';
import {
  depthFromInverseDepth,
  disparityFromInverseDepth,
  inverseDepthFromDepth,
  inverseDepthFromDisparity,
} from './inverseDepth.ts';
import type { StereoRig } from './StereoRig.ts';

/** The quantity, with its unit, that rasters of a compared quantity have. */
export const metricQuantity = {
  disparity: 'disparity:px',
  depth: 'depth:m',
  'inverse-depth': 'inverse-depth:1/m',
} as const satisfies Record<ComparedQuantity, string>;

/** A raster in a known unit: everything but relative maps and derived ones. */
export type MetricQuantity = (typeof metricQuantity)[ComparedQuantity];

/** True where the numbers have a unit, so that a rig relates them to the other quantities. */
export function isMetricRaster(raster: Raster): raster is Raster<MetricQuantity> {
  return (Object.values(metricQuantity) as string[]).includes(raster.quantity);
}

/** True when a raster's values can be expressed in the quantity with this rig (or without one). */
export function canConvert(raster: Raster, to: ComparedQuantity, rig: StereoRig | null): boolean {
  if (!isMetricRaster(raster)) return false;
  const crossesStereo = (raster.quantity === 'disparity:px') !== (to === 'disparity');
  return !crossesStereo || (rig !== null && rig.baselineM !== null);
}

/**
 * The values of a raster in another quantity, in float64 and not rounded in between.
 *
 * @param raster  disparity, depth or inverse depth; NaN = invalid and stays so.
 * @param rig     of the raster's size; null where no stereo relation is needed (depth ↔ inverse depth).
 * @param into    where the values go; left out: a new array.
 * @returns width × height values; NaN where the conversion has no meaning (see depthFromDisparity and the others).
 * @throws CalibrationMissing without a rig or baseline, or with a rig of another size, where one is needed.
 * @throws InvalidOption for a map without unit (relative) or a derived one.
 */
export function convertValues(
  raster: Raster,
  to: ComparedQuantity,
  rig: StereoRig | null,
  into = new Float64Array(raster.values.length),
): Float64Array<ArrayBuffer> {
  if (!isMetricRaster(raster)) {
    throw new StudioError('InvalidOption', `a map of ${raster.quantity} cannot be converted to ${to}`, {
      expected: Object.values(metricQuantity).join(', '),
      found: raster.quantity,
    });
  }
  if (raster.quantity === metricQuantity[to]) {
    into.set(raster.values);
    return into;
  }
  requireRigOf(raster, rig);
  return convertArray(raster.values, { from: comparedFrom[raster.quantity], to, rig }, into);
}

/**
 * Values of one compared quantity in another, in float64: convertScalar of each.
 * @param converted  where the values go; left out: a new array.
 * @returns a copy, also where the quantities are the same.
 * @throws as convertScalar
 */
export function convertArray(
  values: Float32Array | Float64Array,
  { from, to, rig }: { from: ComparedQuantity; to: ComparedQuantity; rig: StereoRig | null },
  converted = new Float64Array(values.length),
): Float64Array<ArrayBuffer> {
  if (from === to) converted.set(values);
  else if (from === 'disparity' && to === 'depth' && rig !== null) {
    // The usual case in a loop of its own, because a call per pixel takes several times as long.
    const constant = focalTimesBaseline(rig);
    for (let i = 0; i < values.length; i += 1) {
      const shifted = values[i]! + rig.doffsPx;
      converted[i] = shifted > 0 ? constant / shifted : NaN;
    }
  } else {
    const convert = convertScalar(from, to, rig);
    for (let i = 0; i < values.length; i += 1) converted[i] = convert(values[i]!);
  }
  return converted;
}

/**
 * A raster in another quantity, rounded to float32 once.
 * @throws as convertValues
 */
export function convertRaster<Q extends ComparedQuantity>(
  raster: Raster,
  to: Q,
  rig: StereoRig | null,
): Raster<(typeof metricQuantity)[Q]> {
  const values = new Float32Array(convertValues(raster, to, rig));
  return { quantity: metricQuantity[to], width: raster.width, height: raster.height, values };
}

/**
 * Values of one compared quantity expressed in another, in float64.
 * @throws CalibrationMissing where disparity is involved and the rig or its baseline is missing.
 */
export function convertScalar(
  from: ComparedQuantity,
  to: ComparedQuantity,
  rig: StereoRig | null,
): (value: number) => number {
  if (from === to) return (value) => value;
  if (from === 'depth' && to === 'inverse-depth') return inverseDepthFromDepth;
  if (from === 'inverse-depth' && to === 'depth') return depthFromInverseDepth;
  if (rig === null) {
    throw new StudioError('CalibrationMissing', `${from} cannot be converted to ${to} without calibration`, {
      from,
      to,
    });
  }
  focalTimesBaseline(rig);
  if (from === 'disparity') {
    return to === 'depth'
      ? (value) => depthFromDisparity(value, rig)
      : (value) => inverseDepthFromDisparity(value, rig);
  }
  return from === 'depth'
    ? (value) => disparityFromDepth(value, rig)
    : (value) => disparityFromInverseDepth(value, rig);
}

function requireRigOf({ width, height }: Raster, rig: StereoRig | null): void {
  if (rig === null || (rig.width === width && rig.height === height)) return;
  throw new StudioError(
    'CalibrationMissing',
    `the calibration is for ${rig.width}×${rig.height}, the map is ${width}×${height}`,
    { expected: [width, height], found: [rig.width, rig.height] },
  );
}

const comparedFrom: Readonly<Record<MetricQuantity, ComparedQuantity>> = {
  'disparity:px': 'disparity',
  'depth:m': 'depth',
  'inverse-depth:1/m': 'inverse-depth',
};
