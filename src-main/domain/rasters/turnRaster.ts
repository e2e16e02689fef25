import type { Raster } from './Raster.ts';

/** How a stored map is turned to lie as its picture does; `transposed` exchanges rows and columns. */
export const turns = ['right', 'left', 'half', 'transposed'] as const;

export type Turn = (typeof turns)[number];

/**
 * A raster turned by a quarter to the right or left, by a half, or with rows and columns exchanged. Values are kept.
 * @returns width and height are exchanged, but for `half`.
 */
export function turnRaster<R extends Raster>(raster: R, turn: Turn): R {
  const { width, height, values } = raster;
  const isHalf = turn === 'half';
  const [turnedWidth, turnedHeight] = isHalf ? [width, height] : [height, width];
  const turned = new Float32Array(values.length);
  for (let y = 0, i = 0; y < turnedHeight; y += 1) {
    for (let x = 0; x < turnedWidth; x += 1, i += 1) turned[i] = values[placeBefore(turn, x, y, raster)]!;
  }
  return { ...raster, width: turnedWidth, height: turnedHeight, values: turned };
}

/** Index, before turning, of what lies at x, y afterwards. */
function placeBefore(turn: Turn, x: number, y: number, { width, height }: Raster): number {
  switch (turn) {
    case 'right':
      return (height - 1 - x) * width + y;
    case 'left':
      return x * width + (width - 1 - y);
    case 'half':
      return (height - 1 - y) * width + (width - 1 - x);
    case 'transposed':
      return x * width + y;
  }
}
