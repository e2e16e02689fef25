import {
  boundaryLevels as levels,
  type BoundaryMarks,
  boundaryThresholds as thresholds,
} from './boundaryMarks.ts';
import { scored, type Scored } from './Scored.ts';

const count = thresholds.length;

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
 * @param marks  of a depth map in metres.
 * @returns pixels = pairs of neighbours compared, possible = those with ground truth; no value without any.
 * Source: Bochkovskii et al. 2024, arXiv:2410.02073; ml-depth-pro, `eval/boundary_metrics.py`.
 */
export function boundaryF1({
  tallies,
  possible,
}: BoundaryMarks): Readonly<Record<'boundaryF1' | 'boundaryF1Self', Scored>> {
  const pairs = tallies.reduce((sum, tally) => sum + tally.reduce((n, entry) => n + entry, 0), 0) / 2;
  return {
    boundaryF1: { ...scored(weightedF1(tallies.map(countEdges)), pairs), possible },
    boundaryF1Self: { ...scored(weightedF1(tallies.map(truthAgainstItself)), pairs), possible },
  };
}

/** Edges per threshold. */
interface EdgeCounts {
  readonly predicted: Float64Array;
  readonly truth: Float64Array;
  readonly both: Float64Array;
}

function countEdges(tally: Uint32Array): EdgeCounts {
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

function truthAgainstItself(tally: Uint32Array): EdgeCounts {
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
