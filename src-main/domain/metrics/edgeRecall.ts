import { squaredDistance } from '../regions/squaredDistance.ts';
import { type MapPair, validInBoth } from './MapPair.ts';
import { scored, type Scored } from './Scored.ts';

/** Neighbours whose depths differ by more than this factor lie on either side of an occlusion. */
const factor = 1.1;

/**
 * Share of the ground truth's occlusion edges that have a predicted one within 1 and within 2 pixels (Euclidean, between
 * pixel centres). An edge pixel is the nearer of two neighbours (along a row or a column, both valid in both maps) whose
 * depths differ by more than a factor of 1.1.
 *
 * @param depth  metres.
 * @returns pixels = edge pixels of the ground truth; no value without any.
 */
export function edgeRecall(depth: MapPair): Readonly<Record<'edgeRecall1' | 'edgeRecall2', Scored>> {
  const valid = validInBoth(depth);
  const truth = occlusionEdges(depth.groundTruth, valid, depth.width);
  const predicted = occlusionEdges(depth.prediction, valid, depth.width);
  const away = squaredDistance(predicted, { width: depth.width, height: depth.height, within: 3 });
  let edges = 0;
  let within1 = 0;
  let within2 = 0;
  for (let i = 0; i < truth.length; i += 1) {
    if (truth[i] === 0) continue;
    edges += 1;
    if (away[i]! <= 1) within1 += 1;
    if (away[i]! <= 4) within2 += 1;
  }
  const share = (count: number): Scored => ({ ...scored(count / edges, edges), possible: edges });
  return { edgeRecall1: share(within1), edgeRecall2: share(within2) };
}

function occlusionEdges(depth: Float64Array, valid: Uint8Array, width: number): Uint8Array {
  const rho = depth.map((z) => 1 / Math.max(z, 1e-6));
  const edges = new Uint8Array(depth.length);
  const compare = (i: number, j: number): void => {
    if (valid[i] === 0 || valid[j] === 0) return;
    if (rho[j]! / rho[i]! > factor) edges[j] = 1;
    else if (rho[i]! / rho[j]! > factor) edges[i] = 1;
  };
  for (let i = 0; i < depth.length; i += 1) {
    if ((i + 1) % width !== 0) compare(i, i + 1);
    if (i + width < depth.length) compare(i, i + width);
  }
  return edges;
}
