import type { StereoRig } from '../camera/StereoRig.ts';
import type { MapPair } from './MapPair.ts';
import { selectMedian } from './quantile.ts';
import { scored, type Scored } from './Scored.ts';

/** Degrees; shares below, strict. */
const limits = [
  ['normal5', 5],
  ['normal11', 11.25],
  ['normal22', 22.5],
  ['normal30', 30],
] as const;
type NormalName = 'normalMean' | 'normalMedian' | 'normalRmse' | (typeof limits)[number][0];

/** Across a larger relative step of the ground truth lies another surface. */
const largestStep = 0.05;

/** An implementation: normalAngles, or the kernels of wasm/metrics. */
export type ComputeAngles = (depth: MapPair, rig: StereoRig) => Float64Array;

/**
 * Angle between the surface normals of prediction and ground truth at every pixel, in degrees; NaN where one of the four
 * neighbours is invalid in either map or, in the ground truth, more than 5 % nearer or farther.
 *
 * A normal is the cross product of the central differences of the back-projected points, so that both maps' noise counts.
 *
 * @param depth  metres.
 * Source: the definition of Marigold's `src/util/metric.py` applied to normals from depth.
 */
export const normalAngles: ComputeAngles = (depth, rig) => {
  const { width, height, groundTruth: g, prediction } = depth;
  const angles = new Float64Array(g.length).fill(NaN);
  const [truth, predicted] = [new Float64Array(3), new Float64Array(3)];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const z = g[i]!;
      const limit = largestStep * z;
      const isSmooth =
        Math.abs(g[i - 1]! - z) <= limit &&
        Math.abs(g[i + 1]! - z) <= limit &&
        Math.abs(g[i - width]! - z) <= limit &&
        Math.abs(g[i + width]! - z) <= limit;
      if (!isSmooth || !Number.isFinite(prediction[i])) continue;
      writeNormal(g, { x, y, width, rig }, truth);
      writeNormal(prediction, { x, y, width, rig }, predicted);
      const cosine = truth[0]! * predicted[0]! + truth[1]! * predicted[1]! + truth[2]! * predicted[2]!;
      angles[i] = (Math.acos(Math.min(Math.max(cosine, -1), 1)) * 180) / Math.PI;
    }
  }
  return angles;
};

/** Of unit length, facing the camera. */
function writeNormal(
  z: Float64Array,
  { x, y, width, rig }: { x: number; y: number; width: number; rig: StereoRig },
  into: Float64Array,
): void {
  const i = y * width + x;
  const f = rig.focalPx;
  const u = x - rig.cxPx;
  const v = y - rig.cyPx;
  const west = z[i - 1]!;
  const east = z[i + 1]!;
  const north = z[i - width]!;
  const south = z[i + width]!;
  const ax = ((u + 1) * east - (u - 1) * west) / f;
  const ay = (v * (east - west)) / f;
  const az = east - west;
  const bx = (u * (south - north)) / f;
  const by = ((v + 1) * south - (v - 1) * north) / f;
  const bz = south - north;
  const nx = ay * bz - az * by;
  const ny = az * bx - ax * bz;
  const nz = ax * by - ay * bx;
  const towards = nx * u + ny * v + nz * f > 0 === z[i]! > 0 ? -1 : 1;
  const length = towards * Math.sqrt(nx * nx + ny * ny + nz * nz);
  into[0] = nx / length;
  into[1] = ny / length;
  into[2] = nz / length;
}

/** What the errors of normals are made of: angles inside a scope, degrees. */
interface AngleSums {
  readonly n: number;
  readonly sum: number;
  readonly square: number;
  /** How many are below each of the limits. */
  readonly below: readonly number[];
  readonly median: number | null;
}

/** An implementation: the readable one below, or the kernels of wasm/metrics. */
export type SumAngles = (angles: Float64Array, inside: Uint8Array | null) => AngleSums;

/**
 * Mean, median and root mean square of the angles inside a scope, and the percentage below 5, 11.25, 22.5 and 30 degrees.
 * @param inside  not 0 = inside; null = all.
 */
export function normalErrors(
  angles: Float64Array,
  inside: Uint8Array | null,
  sumOf: SumAngles = sumAngles,
): Readonly<Record<NormalName, Scored>> {
  const { n, sum, square, below, median } = sumOf(angles, inside);
  const shares = Object.fromEntries(limits.map(([name], k) => [name, scored((100 * below[k]!) / n, n)]));
  return {
    normalMean: scored(sum / n, n),
    normalMedian: scored(median ?? NaN, n),
    normalRmse: scored(Math.sqrt(square / n), n),
    ...(shares as Record<(typeof limits)[number][0], Scored>),
  };
}

export const sumAngles: SumAngles = (angles, inside) => {
  const found = angles.filter((angle, i) => !Number.isNaN(angle) && (inside === null || inside[i] !== 0));
  let sum = 0;
  let square = 0;
  const below = limits.map(() => 0);
  for (const angle of found) {
    sum += angle;
    square += angle * angle;
    for (let k = 0; k < limits.length; k += 1) if (angle < limits[k]![1]) below[k]! += 1;
  }
  return { n: found.length, sum, square, below, median: selectMedian(found) };
};
