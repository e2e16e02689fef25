import { noise } from '../textures/noise.ts';

/** Smooth noise in about [−1, 1] over a picture, with features of `sizePx`. */
export function blotches(width: number, height: number, sizePx: number, seed: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) / sizePx, Math.floor(i / width) / sizePx];
    return 0.75 * noise(x, y, 0.5, seed) + 0.35 * noise(2 * x, 2 * y, 1.5, seed + 1);
  });
}
