import { quantile } from '../metrics/quantile.ts';
import type { Picture } from '../rasters/Raster.ts';
import { greyFromRgb } from '../rasters/greyFromRgb.ts';
import { StudioError } from '../errors.ts';
import { matchCorners, type CornerMatch } from './matchCorners.ts';

/** How far the rows of a pair are from being epipolar lines. */
export interface EpipolarError {
  /** Places found in both pictures. With fewer than leastMatches the figures are null. */
  readonly matches: number;
  /** Median and 90th percentile of |y_left − y_right|, px. */
  readonly medianPx: number | null;
  readonly p90Px: number | null;
  /** Median of x_left − x_right, px: negative where the pictures are exchanged. */
  readonly medianDisparityPx: number | null;
}

/** Beyond this, matching along rows suffers. */
export const mostEpipolarErrorPx = 1;
/** Fewer matches say nothing. */
export const leastMatches = 12;

/** Draws of four matches, of which the one with most agreement counts. */
const draws = 300;

/**
 * The vertical disagreement of a pair, measured on corners found in both pictures. False matches are sorted out
 * first: what is left agrees with Δy = a + b·x + c·y + e·(x_left − x_right), which is, to first order, what a small
 * rotation, another focal length or a shift between the cameras does.
 *
 * @throws SizeMismatch where the pictures differ in size
 * Source: domain.md §4.5; consensus by random draws, Fischler and Bolles 1981, doi:10.1145/358669.358692.
 */
export function epipolarError(left: Picture, right: Picture): EpipolarError {
  if (left.width !== right.width || left.height !== right.height) {
    const [expected, found] = [left, right].map(({ width, height }) => `${width}×${height}`);
    throw new StudioError('SizeMismatch', `the right picture is ${found}, the left one is ${expected}`, {
      expected: expected!,
      found: found!,
    });
  }
  const matches = consensus(matchCorners(greyFromRgb(left), greyFromRgb(right)), left);
  if (matches.length < leastMatches) {
    return { matches: matches.length, medianPx: null, p90Px: null, medianDisparityPx: null };
  }
  const rows = Float64Array.from(matches, ({ yLeft, yRight }) => Math.abs(yLeft - yRight)).sort();
  const disparities = Float64Array.from(matches, ({ xLeft, xRight }) => xLeft - xRight).sort();
  return {
    matches: matches.length,
    medianPx: quantile(rows, 0.5),
    p90Px: quantile(rows, 0.9),
    medianDisparityPx: quantile(disparities, 0.5),
  };
}

/** The matches that agree with the best of many models through four of them. */
function consensus(matches: readonly CornerMatch[], { width, height }: Picture): readonly CornerMatch[] {
  if (matches.length < leastMatches) return matches;
  const tolerancePx = Math.max(1.5, 0.004 * height);
  const equations = matches.map(({ xLeft, yLeft, xRight, yRight }) => [
    1,
    xLeft / width,
    yLeft / height,
    (xLeft - xRight) / width,
    yLeft - yRight,
  ]);
  const random = seeded();
  let best: readonly CornerMatch[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const four = Array.from({ length: 4 }, () => equations[Math.floor(random() * matches.length)]!);
    const model = solve4(four.map((equation) => [...equation]));
    if (model === null) continue;
    const [a, b, c, e] = model as readonly [number, number, number, number];
    const agreeing = matches.filter(({ xLeft, yLeft, xRight, yRight }) => {
      const expected = a + (b * xLeft) / width + (c * yLeft) / height + (e * (xLeft - xRight)) / width;
      return Math.abs(yLeft - yRight - expected) <= tolerancePx;
    });
    if (agreeing.length > best.length) best = agreeing;
  }
  return best;
}

/** Gauss elimination of four equations, each with its right side last; null where they do not determine the answer. */
function solve4(rows: number[][]): readonly number[] | null {
  for (let k = 0; k < 4; k += 1) {
    const pivot = rows.slice(k).reduce((most, row) => (Math.abs(row[k]!) > Math.abs(most[k]!) ? row : most));
    if (Math.abs(pivot[k]!) < 1e-4) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k]! / pivot[k]!;
      for (let i = k; i < 5; i += 1) row[i] = row[i]! - factor * pivot[i]!;
    }
  }
  return rows.map((row, k) => row[4]! / row[k]!);
}

/** The same draws every time, so that a pair's figures are always the same (mulberry32). */
function seeded(): () => number {
  let state = 20261120;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
