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
/** Distances from the points of one cloud to the nearest of the other. */
export interface CloudSums {
  readonly count: number;
  /** Metres. */
  readonly sum: number;
  /** How many are below 5 cm, 25 cm and 1 m. */
  readonly below: readonly number[];
}
/**
 * From the predicted points to the true ones and the reverse, of the pixels valid in both maps. The readable implementation
 * is below; the kernels of wasm/metrics do the same.
 */
export type MeasureClouds = (
  depth: MapPair,
  rig: StereoRig,
) => { readonly accuracy: CloudSums; readonly completeness: CloudSums };
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
 * @param measure  default: the readable implementation.
 * Source: Knapitsch et al. 2017, doi:10.1145/3072959.3073599 (F-score).
 */
export function cloudDistances(
  depth: MapPair,
  rig: StereoRig,
  measure: MeasureClouds = measureClouds,
): Readonly<Record<CloudName, Scored>> {
  const { accuracy, completeness } = measure(depth, rig);
  const n = accuracy.count;
  const [a, c] = [accuracy.sum / n, completeness.sum / n];
  const fScores = tolerances.map(([name], k) => {
    const precision = accuracy.below[k]! / n;
    const recall = completeness.below[k]! / n;
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

export const measureClouds: MeasureClouds = (depth, rig) => {
  const { width } = depth;
  const valid = validInBoth(depth);
  const predicted = pointsOf(depth.prediction, valid, { width, rig });
  const truth = pointsOf(depth.groundTruth, valid, { width, rig });
  return {
    accuracy: sumDistances(predicted, truth, depth),
    completeness: sumDistances(truth, predicted, depth),
  };
};

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
 * From every point of one cloud to the nearest of the other, both x, y, z by pixel, NaN = none. The search begins at the
 * point of the same pixel, and where the last one ended.
 */
function sumDistances(
  from: Float64Array,
  to: Float64Array,
  { width, height }: Pick<MapPair, 'width' | 'height'>,
): CloudSums {
  const pyramid = new PointPyramid(to, width, height);
  const below = tolerances.map(() => 0);
  let count = 0;
  let sum = 0;
  for (let pixel = 0; pixel < from.length / 3; pixel += 1) {
    const x = from[3 * pixel]!;
    if (Number.isNaN(x)) continue;
    const away = Math.sqrt(pyramid.nearestSquared(x, from[3 * pixel + 1]!, from[3 * pixel + 2]!, pixel));
    count += 1;
    sum += away;
    tolerances.forEach(([, within], k) => (below[k]! += away < within ? 1 : 0));
  }
  return { count, sum, below };
}
