import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Project } from '#project/Project.ts';
import type { ComparisonQuestion } from './compareRuns.ts';

/**
 * Every item that both runs have a value of, packed for drawing: n item ids as int32, then n values of run A and n of
 * run B as float32, little-endian.
 */
export async function comparedPoints(
  project: Project,
  { runA, runB, metric, scope }: Omit<ComparisonQuestion, 'tolerance'>,
): Promise<ArrayBuffer> {
  const valuesOfA = project.evaluations.valuesByItem(runA, scope, metric);
  await nextTurn();
  const valuesOfB = project.evaluations.valuesByItem(runB, scope, metric);
  await nextTurn();
  const points: (readonly [itemId: number, a: number, b: number])[] = [];
  for (const [itemId, a] of valuesOfA) {
    const b = valuesOfB.get(itemId) ?? null;
    if (a !== null && b !== null) points.push([itemId, a, b]);
  }
  const n = points.length;
  const packed = new ArrayBuffer(12 * n);
  const ids = new Int32Array(packed, 0, n);
  const [ofA, ofB] = [new Float32Array(packed, 4 * n, n), new Float32Array(packed, 8 * n, n)];
  points.forEach(([itemId, a, b], k) => {
    ids[k] = itemId;
    ofA[k] = a;
    ofB[k] = b;
  });
  return packed;
}
