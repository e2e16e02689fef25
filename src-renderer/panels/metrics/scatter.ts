import type { ComparedPoints } from '../../studio/comparison.svelte.ts';

/** A square plot with one range for both axes, so that its diagonal means equal. */
export interface ScatterScale {
  readonly low: number;
  readonly high: number;
  /** Side of the square, px. */
  readonly side: number;
}

export function scatterScale({ a, b }: ComparedPoints, side: number): ScatterScale {
  let low = Infinity;
  let high = -Infinity;
  for (const values of [a, b]) {
    for (let i = 0; i < values.length; i += 1) {
      if (values[i]! < low) low = values[i]!;
      if (values[i]! > high) high = values[i]!;
    }
  }
  return low <= high ? { low, high, side } : { low: 0, high: 1, side };
}

/** Where a value lies along an axis, px from its start; in the middle where all values are one. */
export function placeOf(value: number, { low, high, side }: ScatterScale): number {
  return high > low ? ((value - low) / (high - low)) * side : side / 2;
}

/**
 * The point nearest to a place of the plot.
 * @param x, y  px from the top left.
 * @param reach  farther points do not count, px.
 * @returns its index; −1 where there is none.
 */
export function nearestPoint(
  { a, b }: ComparedPoints,
  scale: ScatterScale,
  { x, y, reach }: { readonly x: number; readonly y: number; readonly reach: number },
): number {
  let nearest = -1;
  let least = reach * reach;
  for (let i = 0; i < a.length; i += 1) {
    const across = placeOf(a[i]!, scale) - x;
    const down = scale.side - placeOf(b[i]!, scale) - y;
    const distance = across * across + down * down;
    if (distance > least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

/** The indexes of points whose values differ, the largest change first; at most so many. */
export function byChange({ a, b }: ComparedPoints, most: number): Int32Array {
  const changes = new Float32Array(a.length);
  for (let i = 0; i < a.length; i += 1) changes[i] = Math.abs(b[i]! - a[i]!);
  // Numbers are sorted far faster than what they belong to.
  const ascending = changes.toSorted();
  const least = ascending[Math.max(0, ascending.length - most)] ?? 0;
  const chosen: number[] = [];
  for (let i = 0; i < changes.length; i += 1) {
    // Of equal changes at the limit there may be many.
    const isWanted = changes[i]! > least || (changes[i] === least && chosen.length < 2 * most);
    if (isWanted && changes[i]! > 0) chosen.push(i);
  }
  return Int32Array.from(chosen.sort((i, k) => changes[k]! - changes[i]! || i - k).slice(0, most));
}
