import { cannyEdges } from './cannyEdges.ts';
import { type MapPair, validInBoth } from './MapPair.ts';
import { nearestWithin } from './nearestWithin.ts';
import { scored, type Scored } from './Scored.ts';

/** Pixels; farther edges have nothing to do with each other. */
const capPx = 10;
/** Of Canny's edges. */
export const edgeOptions = { sigmaPx: Math.SQRT2, low: 0.15, high: 0.3 } as const;

/** 1 at the edges of each map, over the pixels valid in both: the readable one below, or the kernels of wasm/metrics. */
export type FindEdges = (depth: MapPair) => { readonly truth: Uint8Array; readonly predicted: Uint8Array };

/**
 * iBims-1's depth boundary errors in pixels. Edges are Canny's (σ = √2, thresholds 0.15 and 0.3) of each map stretched
 * from its minimum to its maximum over the pixels valid in both.
 *
 * - dbeAccuracy: mean distance from a predicted edge to the nearest true one, of those nearer than 10 px.
 * - dbeCompleteness: mean, over the edges of both maps, of the distance to the other's nearest edge, at most 10 px.
 *
 * Both are 10 where no predicted edge is near a true one; no value without a true edge. iBims-1 has hand-drawn true edges;
 * here they are found like the predicted ones, so that the numbers are not its table's.
 *
 * @param depth  metres.
 * Source: Koch et al. 2018, arXiv:1805.01328, and its evaluation script.
 */
export function depthBoundaryErrors(
  depth: MapPair,
  find: FindEdges = findEdges,
): Readonly<Record<'dbeAccuracy' | 'dbeCompleteness', Scored>> {
  const { width, height } = depth;
  const { truth, predicted } = find(depth);
  const size = { width, height, within: capPx };
  const missed = nearestWithin(truth, predicted, size);
  const away = nearestWithin(predicted, truth, size);
  const near = away.filter((distance) => distance < capPx);
  const edges = missed.length + away.length;
  const sumOf = (distances: Float64Array): number =>
    distances.reduce((sum, distance) => sum + Math.min(distance, capPx), 0);
  const of = (value: number, count: number): Scored => ({ ...scored(value, count), possible: count });
  if (missed.length === 0) return { dbeAccuracy: of(NaN, 0), dbeCompleteness: of(NaN, 0) };
  const isLost = near.length === 0;
  return {
    dbeAccuracy: isLost ? of(capPx, missed.length) : of(sumOf(near) / near.length, near.length),
    dbeCompleteness: of(isLost ? capPx : (sumOf(missed) + sumOf(away)) / edges, edges),
  };
}

export const findEdges: FindEdges = (depth) => {
  const valid = validInBoth(depth);
  return {
    truth: edgesOf(depth.groundTruth, valid, depth),
    predicted: edgesOf(depth.prediction, valid, depth),
  };
};

function edgesOf(
  depth: Float64Array,
  valid: Uint8Array,
  { width, height }: Pick<MapPair, 'width' | 'height'>,
): Uint8Array {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < depth.length; i += 1) {
    if (valid[i] === 0) continue;
    least = Math.min(least, depth[i]!);
    most = Math.max(most, depth[i]!);
  }
  const stretched = depth.map((z) => (z - least) / (most - least));
  return cannyEdges(stretched, { width, height, valid, ...edgeOptions });
}
