import type { Project } from '#project/Project.ts';
import { pairsOf, type ComparisonQuestion } from './compareRuns.ts';

/**
 * Every item that both runs have a value of, packed for drawing: n item ids as int32, then n values of run A and n of
 * run B as float32, little-endian.
 */
export function comparedPoints(
  project: Project,
  question: Omit<ComparisonQuestion, 'tolerance'>,
): ArrayBuffer {
  const pairs = pairsOf(project, question).filter(({ a, b }) => a !== null && b !== null);
  const n = pairs.length;
  const packed = new ArrayBuffer(12 * n);
  const ids = new Int32Array(packed, 0, n);
  const [ofA, ofB] = [new Float32Array(packed, 4 * n, n), new Float32Array(packed, 8 * n, n)];
  pairs.forEach(({ itemId, a, b }, k) => {
    ids[k] = itemId;
    ofA[k] = a!;
    ofB[k] = b!;
  });
  return packed;
}
