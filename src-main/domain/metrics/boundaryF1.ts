import { type MapPair, validInBoth } from './MapPair.ts';
import { scored, type Scored } from './Scored.ts';

const count = 10;
const thresholds = Float64Array.from({ length: count }, (_, k) =>
  k === count - 1 ? 1.25 : 1.05 + k * ((1.25 - 1.05) / (count - 1)),
);
/** Depths below this are raised to it before they are inverted. */
const leastDepthM = 1e-6;
const levels = count + 1;

/**
 * Depth Pro's boundary score: a pair of neighbours is an edge at threshold t where the inverse depth grows by more than the
 * factor t from one to the other; left, right, up and down are counted apart. Per threshold, precision and recall are
 * means over the four directions of the edges that both maps have at the very same pair; their F1 values are averaged
 * with weights t over ten thresholds from 1.05 to 1.25.
 *
 * It does not care for scale. A direction in which the ground truth has no edge counts 0, so that even the ground truth
 * itself may score less than 1: boundaryF1Self is what it scores. Pairs with a pixel that is invalid in either map are
 * left out (the published code has no mask).
 *
 * @param depth  metres.
 * @returns pixels = pairs of neighbours compared, possible = those with ground truth; no value without any.
 * Source: Bochkovskii et al. 2024, arXiv:2410.02073; ml-depth-pro, `eval/boundary_metrics.py`.
 */
export function boundaryF1(depth: MapPair): Readonly<Record<'boundaryF1' | 'boundaryF1Self', Scored>> {
  const valid = validInBoth(depth);
  const p = inverse(depth.prediction, valid);
  const g = inverse(depth.groundTruth, valid);
  const tallies = [1, depth.width].flatMap((step) => tallyPairs({ p, g, valid, ...depth }, step));
  const pairs = tallies.reduce((sum, tally) => sum + tally.reduce((n, entry) => n + entry, 0), 0) / 2;
  const possible = countPairs(depth.groundTruth, depth.width);
  return {
    boundaryF1: { ...scored(weightedF1(tallies.map(countEdges)), pairs), possible },
    boundaryF1Self: { ...scored(weightedF1(tallies.map(truthAgainstItself)), pairs), possible },
  };
}

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

/** Pairs by how many thresholds the prediction (column) and the ground truth (row) exceed. */
type Tally = Uint32Array;

/** Both directions along an axis: towards larger indices, and back. */
function tallyPairs(
  {
    p,
    g,
    width,
    height,
  }: { p: Float64Array; g: Float64Array; valid: Uint8Array; width: number; height: number },
  step: number,
): readonly [Tally, Tally] {
  const forth = new Uint32Array(levels * levels);
  const back = new Uint32Array(levels * levels);
  const columns = step === 1 ? width - 1 : width;
  const rows = step === 1 ? height : height - 1;
  for (let y = 0; y < rows; y += 1) {
    for (let i = y * width; i < y * width + columns; i += 1) {
      const pa = p[i]!;
      const pb = p[i + step]!;
      const ga = g[i]!;
      const gb = g[i + step]!;
      if (Number.isNaN(pa + pb)) continue;
      forth[exceeded(gb / ga) * levels + exceeded(pb / pa)]! += 1;
      back[exceeded(ga / gb) * levels + exceeded(pa / pb)]! += 1;
    }
  }
  return [forth, back];
}

function exceeded(ratio: number): number {
  let k = 0;
  while (k < count && ratio > thresholds[k]!) k += 1;
  return k;
}

/** Edges per threshold. */
interface EdgeCounts {
  readonly predicted: Float64Array;
  readonly truth: Float64Array;
  readonly both: Float64Array;
}

function countEdges(tally: Tally): EdgeCounts {
  const counts = {
    predicted: new Float64Array(count),
    truth: new Float64Array(count),
    both: new Float64Array(count),
  };
  tally.forEach((pairs, entry) => {
    const [inTruth, inPrediction] = [Math.floor(entry / levels), entry % levels];
    for (let k = 0; k < count; k += 1) {
      if (inPrediction > k) counts.predicted[k]! += pairs;
      if (inTruth > k) counts.truth[k]! += pairs;
      if (Math.min(inTruth, inPrediction) > k) counts.both[k]! += pairs;
    }
  });
  return counts;
}

function truthAgainstItself(tally: Tally): EdgeCounts {
  const { truth } = countEdges(tally);
  return { predicted: truth, truth, both: truth };
}

function weightedF1(directions: readonly EdgeCounts[]): number {
  let sum = 0;
  let weights = 0;
  for (let k = 0; k < count; k += 1) {
    const mean = (share: (counts: EdgeCounts) => number): number =>
      directions.reduce((total, counts) => total + share(counts), 0) / directions.length;
    const precision = mean(({ both, predicted }) => both[k]! / Math.max(predicted[k]!, 1));
    const recall = mean(({ both, truth }) => both[k]! / Math.max(truth[k]!, 1));
    const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    sum += thresholds[k]! * f1;
    weights += thresholds[k]!;
  }
  return sum / weights;
}
