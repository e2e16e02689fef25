import type { BoundaryMarks } from './boundaryMarks.ts';
import { nearestWithin } from './nearestWithin.ts';
import { scored, type Scored } from './Scored.ts';

/**
 * Share of the ground truth's occlusion edges that have a predicted one within 1 and within 2 pixels (Euclidean, between
 * pixel centres). An edge pixel is the nearer of two neighbours (along a row or a column, both valid in both maps) whose
 * depths differ by more than a factor of 1.1.
 *
 * @param marks  of a depth map in metres.
 * @returns pixels = edge pixels of the ground truth; no value without any.
 */
export function edgeRecall(
  { truth, predicted }: BoundaryMarks,
  { width, height }: { readonly width: number; readonly height: number },
): Readonly<Record<'edgeRecall1' | 'edgeRecall2', Scored>> {
  const away = nearestWithin(truth, predicted, { width, height, within: 3 });
  const edges = away.length;
  const share = (within: number): Scored => {
    const near = away.reduce((count, distance) => count + (distance <= within ? 1 : 0), 0);
    return { ...scored(near / edges, edges), possible: edges };
  };
  return { edgeRecall1: share(1), edgeRecall2: share(2) };
}
