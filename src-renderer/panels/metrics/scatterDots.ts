import type { ComparedPoints } from '../../studio/comparison.svelte.ts';
import { placeOf, type ScatterScale } from './scatter.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

interface DotsLook {
  /** Side of the picture and its margin around the plot, device pixels. */
  readonly sidePx: number;
  readonly marginPx: number;
  /** Device pixels to one of the plot's. */
  readonly ratio: number;
  /** Of points that are equal in both runs, better and worse in the second. */
  readonly colors: { readonly same: Rgb; readonly better: Rgb; readonly worse: Rgb };
  readonly isLargerBetter: boolean;
}

/** How much of what is below a dot lets through. */
const through = 0.4;

/**
 * The points of a crowded plot as RGBA pixels; a hundred thousand take a few milliseconds, where a canvas takes a frame or
 * several. Dots are a pixel and a half, worse ones on top, and where many meet it is opaque.
 */
export function scatterDots(
  { a, b }: ComparedPoints,
  scale: ScatterScale,
  { sidePx, marginPx, ratio, colors, isLargerBetter }: DotsLook,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * sidePx * sidePx);
  const dot = Math.max(1, Math.round(1.5 * ratio));
  const better = isLargerBetter ? 1 : -1;
  for (const [sign, [red, green, blue]] of [
    [0, colors.same],
    [better, colors.better],
    [-better, colors.worse],
  ] as const) {
    for (let i = 0; i < a.length; i += 1) {
      const change = b[i]! - a[i]!;
      if (sign === 0 ? change !== 0 : change * sign <= 0) continue;
      const x = Math.round(marginPx + placeOf(a[i]!, scale) * ratio - dot / 2);
      const y = Math.round(marginPx + (scale.side - placeOf(b[i]!, scale)) * ratio - dot / 2);
      for (let row = Math.max(0, y); row < Math.min(sidePx, y + dot); row += 1) {
        for (let column = Math.max(0, x); column < Math.min(sidePx, x + dot); column += 1) {
          const at = 4 * (row * sidePx + column);
          pixels[at] = red;
          pixels[at + 1] = green;
          pixels[at + 2] = blue;
          pixels[at + 3] = 255 - (255 - pixels[at + 3]!) * through;
        }
      }
    }
  }
  return pixels;
}
