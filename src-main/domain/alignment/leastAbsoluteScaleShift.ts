import type { Alignment, MatchedValues } from './Alignment.ts';

/** The fit is made on this many pixels at most, evenly spaced (MoGe takes a grid of 64 × 64). */
const mostPoints = 4096;
/** A line through more points than this is not tried at every one of them. */
const mostPivots = 16;

/**
 * Scale and shift with the smallest sum of absolute relative deviations, Σ |s·p + t − g| / |g|: one far outlier weighs no
 * more than any other pixel.
 *
 * The optimum passes through two points. From a point, the best line is found exactly, as a weighted median of slopes;
 * then from the next point on that line, until no point of the line offers a better one.
 *
 * @returns s = 0 and the weighted median of g for a constant prediction.
 * Source: the objective of MoGe, arXiv:2410.19115, `moge/utils/alignment.py`; the descent of Wesolowsky 1981,
 *   doi:10.1080/03610918108812224.
 */
export function leastAbsoluteScaleShift(values: MatchedValues): Alignment {
  const points = pointsOf(values);
  let line: Alignment = { scale: 0, shift: weightedMedian(points.map(({ g, w }) => ({ value: g, w }))) };
  let cost = costOf(line, points);
  for (let pivots = touched(line, points); pivots.length > 0;) {
    const better = pivots
      .map((pivot) => lineThrough(pivot, points))
      .find((candidate) => candidate !== null && costOf(candidate, points) < cost * (1 - 1e-13));
    if (!better) break;
    line = better;
    cost = costOf(line, points);
    pivots = touched(line, points);
  }
  return line;
}

interface Point {
  readonly p: number;
  readonly g: number;
  readonly w: number;
}

function pointsOf({ prediction, groundTruth }: MatchedValues): readonly Point[] {
  const step = Math.max(1, prediction.length / mostPoints);
  const count = Math.min(prediction.length, mostPoints);
  return Array.from({ length: count }, (_, k) => {
    const i = Math.floor(k * step);
    const g = groundTruth[i]!;
    return { p: prediction[i]!, g, w: 1 / Math.max(Math.abs(g), 1e-6) };
  });
}

function costOf({ scale, shift }: Alignment, points: readonly Point[]): number {
  let sum = 0;
  for (const { p, g, w } of points) sum += w * Math.abs(scale * p + shift - g);
  return sum;
}

/** The best line through a point; null where no other point has another p. */
function lineThrough(pivot: Point, points: readonly Point[]): Alignment | null {
  const slopes = points
    .filter(({ p }) => p !== pivot.p)
    .map(({ p, g, w }) => ({ value: (g - pivot.g) / (p - pivot.p), w: w * Math.abs(p - pivot.p) }));
  if (slopes.length === 0) return null;
  const scale = weightedMedian(slopes);
  return { scale, shift: pivot.g - scale * pivot.p };
}

/** The points that a line passes through, up to rounding. */
function touched({ scale, shift }: Alignment, points: readonly Point[]): readonly Point[] {
  return points
    .filter(({ p, g }) => {
      const size = Math.abs(scale * p) + Math.abs(shift) + Math.abs(g);
      return Math.abs(scale * p + shift - g) <= 1e-12 * size;
    })
    .slice(0, mostPivots);
}

/** The smallest value at which half of the weight is reached. */
function weightedMedian(values: readonly { readonly value: number; readonly w: number }[]): number {
  const ascending = values.toSorted((a, b) => a.value - b.value);
  const half = ascending.reduce((sum, { w }) => sum + w, 0) / 2;
  let reached = 0;
  for (const { value, w } of ascending) {
    reached += w;
    if (reached >= half) return value;
  }
  return ascending.at(-1)?.value ?? NaN;
}
