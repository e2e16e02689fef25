import type { StereoRig } from '../camera/StereoRig.ts';
import type { MapPair } from './MapPair.ts';
import { selectMedian } from './quantile.ts';
import { scored, type Scored } from './Scored.ts';

/** A plane through fewer points says nothing. */
const leastPixels = 10;

/**
 * How flat and how well turned an annotated plane comes out (iBims-1): the prediction is scaled by the ratio of medians
 * inside, back-projected, and a plane is fitted to its points by principal components.
 *
 * - planeFlatness: standard deviation of the points' distances from their plane, cm.
 * - planeOrientation: angle between this plane's normal and that of the ground truth's points, degrees.
 *
 * iBims-1 takes the true normal from its annotation and counts pixels from 1; here it is fitted to the ground truth.
 *
 * @param depth   metres.
 * @param inside  pixels of the plane, not 0.
 * Source: Koch et al. 2018, arXiv:1805.01328.
 */
export function planeErrors(
  depth: MapPair,
  inside: Uint8Array,
  rig: StereoRig,
): Readonly<Record<'planeFlatness' | 'planeOrientation', Scored>> {
  const pixels = [...inside.keys()].filter(
    (i) => inside[i] !== 0 && Number.isFinite(depth.prediction[i]! - depth.groundTruth[i]!),
  );
  const n = pixels.length;
  if (n < leastPixels) return { planeFlatness: scored(NaN, 0), planeOrientation: scored(NaN, 0) };
  const medianOf = (map: Float64Array): number => selectMedian(Float64Array.from(pixels, (i) => map[i]!))!;
  const scale = medianOf(depth.groundTruth) / medianOf(depth.prediction);
  const fit = (map: Float64Array, factor: number) =>
    fitPlane(pixels.map((i) => pointAt(i, map[i]! * factor, depth.width, rig)));
  const predicted = fit(depth.prediction, scale);
  const truth = fit(depth.groundTruth, 1);
  const cosine = Math.abs(predicted.normal.reduce((sum, value, k) => sum + value * truth.normal[k]!, 0));
  return {
    planeFlatness: scored(100 * predicted.spread, n),
    planeOrientation: scored((Math.acos(Math.min(cosine, 1)) * 180) / Math.PI, n),
  };
}

type Vector = readonly [number, number, number];

function pointAt(i: number, z: number, width: number, rig: StereoRig): Vector {
  return [
    (((i % width) - rig.cxPx) * z) / rig.focalPx,
    ((Math.floor(i / width) - rig.cyPx) * z) / rig.focalPx,
    z,
  ];
}

/** Normal of the plane that fits best, and the standard deviation across it. */
function fitPlane(points: readonly Vector[]): { readonly normal: Vector; readonly spread: number } {
  const centre = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + p[k]!, 0) / points.length);
  const covariance = new Float64Array(9);
  for (const p of points) {
    for (let r = 0; r < 3; r += 1) {
      for (let c = 0; c < 3; c += 1) {
        covariance[3 * r + c]! += ((p[r]! - centre[r]!) * (p[c]! - centre[c]!)) / points.length;
      }
    }
  }
  const { value, vector } = smallestEigenpair(covariance);
  return { normal: vector, spread: Math.sqrt(Math.max(value, 0)) };
}

/** Of a symmetric 3 × 3 matrix, by Jacobi rotations. */
function smallestEigenpair(symmetric: Float64Array): { readonly value: number; readonly vector: Vector } {
  const a = symmetric.slice();
  const v = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  for (let sweep = 0; sweep < 30; sweep += 1) {
    for (const [p, q] of [[0, 1] as const, [0, 2] as const, [1, 2] as const]) rotate(a, v, p, q);
  }
  const least = [0, 1, 2].reduce((best, k) => (a[4 * k]! < a[4 * best]! ? k : best));
  return { value: a[4 * least]!, vector: [v[least]!, v[3 + least]!, v[6 + least]!] };
}

/** Makes element p, q zero. */
function rotate(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const off = a[3 * p + q]!;
  if (off === 0) return;
  const theta = (a[4 * q]! - a[4 * p]!) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 3; k += 1) {
    const [x, y] = [a[3 * k + p]!, a[3 * k + q]!];
    a[3 * k + p] = c * x - s * y;
    a[3 * k + q] = s * x + c * y;
  }
  for (let k = 0; k < 3; k += 1) {
    const [x, y] = [a[3 * p + k]!, a[3 * q + k]!];
    a[3 * p + k] = c * x - s * y;
    a[3 * q + k] = s * x + c * y;
    const [m, n] = [v[3 * k + p]!, v[3 * k + q]!];
    v[3 * k + p] = c * m - s * n;
    v[3 * k + q] = s * m + c * n;
  }
}
