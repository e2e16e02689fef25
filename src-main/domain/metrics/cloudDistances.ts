import type { StereoRig } from '../camera/StereoRig.ts';
import { type MapPair, validInBoth } from './MapPair.ts';
import { PointPyramid } from './PointPyramid.ts';
import { scored, type Scored } from './Scored.ts';

/** Metres, strict. */
const tolerances = [
  ['fScore5cm', 0.05],
  ['fScore25cm', 0.25],
  ['fScore1m', 1],
] as const;
/**
 * Distances from the points of one cloud to the nearest of another, both x, y, z by pixel, NaN = none; one per point of the
 * first, in order. The readable implementation is below; the kernels of wasm/metrics do the same.
 */
export type FindNearest = (
  from: Float64Array,
  to: Float64Array,
  size: { readonly width: number; readonly height: number },
) => Float64Array;
type CloudName = 'cloudAccuracy' | 'cloudCompleteness' | 'chamfer' | (typeof tolerances)[number][0];

/**
 * Distances between the two point clouds of the pixels valid in both maps, in metres: accuracy is the mean distance from a
 * predicted point to the nearest true one, completeness the reverse, chamfer their mean. An F-score is the harmonic mean
 * of the shares of predicted and of true points nearer than its tolerance.
 *
 * Both clouds stand on the same pixels and therefore have the same density; neither is thinned out.
 *
 * @param depth  metres.
 * @param rig    of the maps' size.
 * @param findNearest  default: the readable implementation.
 * Source: Knapitsch et al. 2017, doi:10.1145/3072959.3073599 (F-score).
 */
export function cloudDistances(
  depth: MapPair,
  rig: StereoRig,
  findNearest: FindNearest = searchPyramid,
): Readonly<Record<CloudName, Scored>> {
  const { width, height } = depth;
  const valid = validInBoth(depth);
  const predicted = pointsOf(depth.prediction, valid, { width, rig });
  const truth = pointsOf(depth.groundTruth, valid, { width, rig });
  const accuracy = findNearest(predicted, truth, { width, height });
  const completeness = findNearest(truth, predicted, { width, height });
  const n = accuracy.length;
  const [a, c] = [meanOf(accuracy), meanOf(completeness)];
  const fScores = tolerances.map(([name, within]) => {
    const precision = shareBelow(accuracy, within);
    const recall = shareBelow(completeness, within);
    const f = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    return [name, scored(f, n)] as const;
  });
  return {
    cloudAccuracy: scored(a, n),
    cloudCompleteness: scored(c, n),
    chamfer: scored((a + c) / 2, n),
    ...(Object.fromEntries(fScores) as Record<(typeof tolerances)[number][0], Scored>),
  };
}

function pointsOf(
  depth: Float64Array,
  valid: Uint8Array,
  { width, rig }: { readonly width: number; readonly rig: StereoRig },
): Float64Array {
  const points = new Float64Array(3 * depth.length).fill(NaN);
  for (let i = 0; i < depth.length; i += 1) {
    if (valid[i] === 0) continue;
    const z = depth[i]!;
    points[3 * i] = (((i % width) - rig.cxPx) * z) / rig.focalPx;
    points[3 * i + 1] = ((Math.floor(i / width) - rig.cyPx) * z) / rig.focalPx;
    points[3 * i + 2] = z;
  }
  return points;
}

/**
 * From every point of one cloud to the nearest of the other. The search begins at the point of the same pixel, and where
 * the last one ended.
 */
export const searchPyramid: FindNearest = (from, to, { width, height }) => {
  const pyramid = new PointPyramid(to, width, height);
  const found = new Float64Array(from.length / 3);
  let count = 0;
  for (let pixel = 0; pixel < found.length; pixel += 1) {
    const x = from[3 * pixel]!;
    if (Number.isNaN(x)) continue;
    const squared = pyramid.nearestSquared(x, from[3 * pixel + 1]!, from[3 * pixel + 2]!, pixel);
    found[count] = Math.sqrt(squared);
    count += 1;
  }
  return found.subarray(0, count);
};

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function shareBelow(values: Float64Array, limit: number): number {
  let count = 0;
  for (const value of values) if (value < limit) count += 1;
  return count / values.length;
}
