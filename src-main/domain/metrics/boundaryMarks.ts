import { type MapPair, validInBoth } from './MapPair.ts';

const count = 10;
/** Factors between the inverse depths of neighbours, ascending. */
export const boundaryThresholds: Float64Array = Float64Array.from({ length: count }, (_, k) =>
  k === count - 1 ? 1.25 : 1.05 + k * ((1.25 - 1.05) / (count - 1)),
);
/** A ratio exceeds none to all of the thresholds. */
export const boundaryLevels = count + 1;
/** Depths below this are raised to it before they are inverted. */
const leastDepthM = 1e-6;
/** Neighbours whose depths differ by more than this factor lie on either side of an occlusion. */
const occlusionFactor = 1.1;

/** Pairs by how many thresholds the prediction (column) and the ground truth (row) exceed. */
type Tally = Uint32Array;

/** What boundaryF1 and edgeRecall are made of; every pair is of neighbours that both maps have. */
export interface BoundaryMarks {
  /** Of pairs along rows, then down columns: towards larger indices, and back. */
  readonly tallies: readonly Tally[];
  /** Pairs of neighbours that the ground truth has. */
  readonly possible: number;
  /** 1 at the nearer pixel of every pair whose depths differ by more than a factor of 1.1. */
  readonly truth: Uint8Array;
  readonly predicted: Uint8Array;
}

/** An implementation: the readable one below, or the kernels of wasm/metrics, which find the same. */
export type MarkBoundaries = (depth: MapPair) => BoundaryMarks;

export const markBoundaries: MarkBoundaries = (depth) => {
  const { width, height } = depth;
  const valid = validInBoth(depth);
  const p = inverse(depth.prediction, valid);
  const g = inverse(depth.groundTruth, valid);
  return {
    tallies: (['row', 'column'] as const).flatMap((axis) => tallyPairs({ p, g, width, height }, axis)),
    possible: countPairs(depth.groundTruth, width),
    truth: occlusionEdges(g, width),
    predicted: occlusionEdges(p, width),
  };
};

/** Neighbours along rows and columns that both have a value. */
function countPairs(values: Float64Array, width: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isFinite(values[i])) continue;
    if ((i + 1) % width !== 0 && Number.isFinite(values[i + 1])) count += 1;
    if (i + width < values.length && Number.isFinite(values[i + width])) count += 1;
  }
  return count;
}

function inverse(depth: Float64Array, valid: Uint8Array): Float64Array {
  const inverted = new Float64Array(depth.length);
  for (let i = 0; i < depth.length; i += 1) {
    inverted[i] = valid[i] === 0 ? NaN : 1 / Math.max(depth[i]!, leastDepthM);
  }
  return inverted;
}

/** Both directions along an axis: towards larger indices, and back. */
function tallyPairs(
  { p, g, width, height }: { p: Float64Array; g: Float64Array; width: number; height: number },
  axis: 'row' | 'column',
): readonly [Tally, Tally] {
  const forth = new Uint32Array(boundaryLevels * boundaryLevels);
  const back = new Uint32Array(boundaryLevels * boundaryLevels);
  const step = axis === 'row' ? 1 : width;
  const columns = axis === 'row' ? width - 1 : width;
  const rows = axis === 'row' ? height : height - 1;
  for (let y = 0; y < rows; y += 1) {
    for (let i = y * width; i < y * width + columns; i += 1) {
      const pa = p[i]!;
      const pb = p[i + step]!;
      const ga = g[i]!;
      const gb = g[i + step]!;
      if (Number.isNaN(pa + pb)) continue;
      forth[exceeded(gb / ga) * boundaryLevels + exceeded(pb / pa)]! += 1;
      back[exceeded(ga / gb) * boundaryLevels + exceeded(pa / pb)]! += 1;
    }
  }
  return [forth, back];
}

function exceeded(ratio: number): number {
  let k = 0;
  while (k < count && ratio > boundaryThresholds[k]!) k += 1;
  return k;
}

function occlusionEdges(rho: Float64Array, width: number): Uint8Array {
  const edges = new Uint8Array(rho.length);
  const compare = (i: number, j: number): void => {
    if (rho[j]! / rho[i]! > occlusionFactor) edges[j] = 1;
    else if (rho[i]! / rho[j]! > occlusionFactor) edges[i] = 1;
  };
  for (let i = 0; i < rho.length; i += 1) {
    if ((i + 1) % width !== 0) compare(i, i + 1);
    if (i + width < rho.length) compare(i, i + width);
  }
  return edges;
}
