import type { Point } from '../annotation/Annotation.ts';

/** Area within a closed outline, px²; the shoelace formula. */
export function outlineArea(outline: readonly Point[]): number {
  let twice = 0;
  outline.forEach(([x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length]!;
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}
