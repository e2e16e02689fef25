import type { MapPair } from './MapPair.ts';
import { scored, type Scored } from './Scored.ts';
import { skeleton } from './skeleton.ts';

/** A skeleton pixel is found where its relative error is below this. */
const tolerance = 0.1;

/**
 * How thin structures come out, judged on the centre lines of their annotation, where neither the mask's border nor the
 * ground truth's decides:
 *
 * - skeletonAbsRel: mean |p − g| / |g| on the skeleton.
 * - skeletonRecall: share of the skeleton's pixels with ground truth whose |p − g| / |g| is below 0.1; a missing prediction
 *   is not found.
 *
 * @param inside  the structures' pixels, not 0.
 */
export function thinStructures(
  { width, height, groundTruth, prediction }: MapPair,
  inside: Uint8Array,
): Readonly<Record<'skeletonAbsRel' | 'skeletonRecall', Scored>> {
  const line = skeleton(inside, width, height);
  let [known, compared, sum, found] = [0, 0, 0, 0];
  for (let i = 0; i < line.length; i += 1) {
    const g = groundTruth[i]!;
    if (line[i] === 0 || !Number.isFinite(g)) continue;
    known += 1;
    const error = Math.abs(prediction[i]! - g) / Math.abs(g);
    if (!Number.isFinite(error)) continue;
    compared += 1;
    sum += error;
    if (error < tolerance) found += 1;
  }
  return {
    skeletonAbsRel: { ...scored(sum / compared, compared), possible: known },
    skeletonRecall: { ...scored(found / known, known), possible: known },
  };
}
