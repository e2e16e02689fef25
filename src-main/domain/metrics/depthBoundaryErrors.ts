import { squaredDistance } from '../regions/squaredDistance.ts';
import { cannyEdges } from './cannyEdges.ts';
import { type MapPair, validInBoth } from './MapPair.ts';
import { scored, type Scored } from './Scored.ts';

/** Pixels; farther edges have nothing to do with each other. */
const capPx = 10;

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
): Readonly<Record<'dbeAccuracy' | 'dbeCompleteness', Scored>> {
  const { width, height } = depth;
  const valid = validInBoth(depth);
  const truth = edgesOf(depth.groundTruth, valid, depth);
  const predicted = edgesOf(depth.prediction, valid, depth);
  const toTruth = squaredDistance(truth, { width, height, within: capPx + 1 });
  const toPrediction = squaredDistance(predicted, { width, height, within: capPx + 1 });
  let near = 0;
  let nearSum = 0;
  let total = 0;
  let edges = 0;
  let trueEdges = 0;
  for (let i = 0; i < truth.length; i += 1) {
    if (truth[i] !== 0) {
      trueEdges += 1;
      edges += 1;
      total += Math.min(Math.sqrt(toPrediction[i]!), capPx);
    }
    if (predicted[i] !== 0) {
      const away = Math.sqrt(toTruth[i]!);
      edges += 1;
      total += Math.min(away, capPx);
      if (away >= capPx) continue;
      near += 1;
      nearSum += away;
    }
  }
  const of = (value: number, count: number): Scored => ({ ...scored(value, count), possible: count });
  if (trueEdges === 0) return { dbeAccuracy: of(NaN, 0), dbeCompleteness: of(NaN, 0) };
  return {
    dbeAccuracy: near === 0 ? of(capPx, trueEdges) : of(nearSum / near, near),
    dbeCompleteness: of(near === 0 ? capPx : total / edges, edges),
  };
}

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
  return cannyEdges(stretched, { width, height, valid, sigmaPx: Math.SQRT2, low: 0.15, high: 0.3 });
}
