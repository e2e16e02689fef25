import type { Picture } from '../rasters/Raster.ts';
import { findCorners, type Corner } from './findCorners.ts';
import { correlation, patchRadius, patchSize, readPatch, readPatches } from './Patch.ts';

/** The same place in both pictures of a pair; in the right one to a fraction of a pixel. */
export interface CornerMatch {
  readonly xLeft: number;
  readonly yLeft: number;
  readonly xRight: number;
  readonly yRight: number;
}

/** Corners that are looked for; the right picture gets more, so that most of the left ones find theirs. */
const cornerCounts = { left: 700, right: 2800 };
/** Matches lie within these shares of width and height, or of so many pixels. */
const reach = { x: 0.35, y: 0.1, leastPx: 16 };
/** A correlation below this is no match, and one that another place nearly reaches is ambiguous. */
const least = 0.8;
const leastLead = 0.04;
/** Places nearer than this to each other are one and the same. */
const samePx = 4;
/** A match is improved within this distance. */
const refinePx = 3;

/**
 * Matches between two grey pictures of one size, taken side by side but not necessarily rectified: corners whose
 * surroundings correlate best with each other in both directions and with nothing else nearly as well. Repeated
 * patterns are left out for that reason.
 */
export function matchCorners(left: Picture, right: Picture): CornerMatch[] {
  const border = patchRadius + refinePx + 1;
  if (left.width <= 2 * border || left.height <= 2 * border) return [];
  const corners = findCorners(left, { count: cornerCounts.left, border });
  const candidates = findCorners(right, { count: cornerCounts.right, border });
  const patches = readPatches(left, corners);
  const others = readPatches(right, candidates);
  const reachX = Math.max(reach.leastPx, reach.x * left.width);
  const reachY = Math.max(reach.leastPx, reach.y * left.height);
  const chosen = new Int32Array(corners.length).fill(-1);
  const scores = new Float32Array(candidates.length);
  // Of each candidate: the corner that it looks most like, and how much.
  const rivals = new Int32Array(candidates.length).fill(-1);
  const rivalScores = new Float32Array(candidates.length).fill(-Infinity);
  for (let i = 0; i < corners.length; i += 1) {
    const { x, y } = corners[i]!;
    let best = -1;
    for (let j = 0; j < candidates.length; j += 1) {
      const other = candidates[j]!;
      scores[j] = -1;
      if (Math.abs(other.y - y) > reachY || Math.abs(other.x - x) > reachX) continue;
      const score = correlation(patches, i * patchSize, others, j * patchSize);
      scores[j] = score;
      if (best < 0 || score > scores[best]!) best = j;
      if (score > rivalScores[j]!) {
        rivals[j] = i;
        rivalScores[j] = score;
      }
    }
    if (best >= 0 && scores[best]! >= least && !isAmbiguous(scores, best, candidates)) chosen[i] = best;
  }
  return corners.flatMap((corner, i) => {
    const j = chosen[i]!;
    if (j < 0 || rivals[j] !== i) return [];
    const patch = patches.subarray(i * patchSize, (i + 1) * patchSize);
    const refined = refine(patch, right, candidates[j]!, border - 1);
    return refined ? [{ xLeft: corner.x, yLeft: corner.y, xRight: refined.x, yRight: refined.y }] : [];
  });
}

/** True where a place elsewhere looks nearly as much like it. */
function isAmbiguous(scores: Float32Array, best: number, candidates: readonly Corner[]): boolean {
  const { x, y } = candidates[best]!;
  const nearly = scores[best]! - leastLead;
  return scores.some(
    (score, k) =>
      score > nearly && (Math.abs(candidates[k]!.x - x) > samePx || Math.abs(candidates[k]!.y - y) > samePx),
  );
}

/** The best place near a candidate, and the tops of parabolas through its neighbours; null at the search's rim. */
function refine(
  patch: Float32Array,
  right: Picture,
  from: Corner,
  border: number,
): { readonly x: number; readonly y: number } | null {
  const other = new Float32Array(patchSize);
  const scoreAt = (x: number, y: number) => {
    readPatch(right, { x, y }, other);
    return correlation(patch, 0, other, 0);
  };
  let [x, y] = [from.x, from.y];
  let score = scoreAt(x, y);
  for (let step = 0; ; step += 1) {
    const around = [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]] as const; // prettier-ignore
    const scores = around.map(([u, v]) => scoreAt(u, v));
    const up = scores.indexOf(Math.max(...scores));
    if (scores[up]! <= score) {
      return { x: x + top(scores[0]!, score, scores[1]!), y: y + top(scores[2]!, score, scores[3]!) };
    }
    [x, y] = around[up]!;
    score = scores[up]!;
    const isInside =
      x > border && y > border && x < right.width - border - 1 && y < right.height - border - 1;
    if (step === refinePx || !isInside) return null;
  }
}

/** Where a parabola through three neighbouring values is highest, from the middle one; within half a step. */
function top(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}
