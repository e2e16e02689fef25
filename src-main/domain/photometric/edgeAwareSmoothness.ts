import type { Picture, Raster } from '../rasters/Raster.ts';

export interface Smoothness {
  /** The two terms of a pixel, to its right and to its lower neighbour, added; NaN where it has neither. */
  readonly map: Raster<'smoothness'>;
  /** mean of the x-terms + mean of the y-terms, each over the pairs that have disparity; null without a pair. */
  readonly value: number | null;
  /** Pairs that the means stand on. */
  readonly pairs: number;
}

export type ComputeSmoothness = (disparity: Raster<'disparity:px'>, picture: Picture) => Smoothness;

/**
 * How much a disparity map changes where the picture does not:
 *   |∂x d*| · exp(−mean_c|∂x I|) + |∂y d*| · exp(−mean_c|∂y I|),   d* = d / (mean(d) + 1e-7), I in [0, 1].
 * Differences are forward ones. Smaller is smoother, or has its steps where the picture has them. Weights and scales of a
 * training loss are left out.
 *
 * @param disparity  px; NaN = none, and takes no part.
 * @param picture    of the disparity's size.
 * @returns a value of null where the mean disparity is not positive: then d* has no meaning.
 * Source: monodepth2 `layers.py: get_smooth_loss`, normalised as in `trainer.py`.
 */
export const edgeAwareSmoothness: ComputeSmoothness = (disparity, picture) => {
  const { width, height } = disparity;
  const map = new Float32Array(width * height).fill(NaN);
  const mean = meanDisparity(disparity);
  const across = { sum: 0, pairs: 0 };
  const down = { sum: 0, pairs: 0 };
  const add = (i: number, j: number, into: { sum: number; pairs: number }) => {
    const step = Math.abs(disparity.values[j]! - disparity.values[i]!) / (mean + 1e-7);
    if (Number.isNaN(step)) return;
    const term = step * Math.exp(-contrast(picture, i, j));
    map[i] = (Number.isNaN(map[i]!) ? 0 : map[i]!) + term;
    into.sum += term;
    into.pairs += 1;
  };
  for (let y = 0; mean > 0 && y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) add(i, i + 1, across);
      if (y + 1 < height) add(i, i + width, down);
    }
  }
  return {
    map: { quantity: 'smoothness', width, height, values: map },
    ...overPairs(across, down),
  };
};

/** Terms added up, and how many they are. */
interface Terms {
  readonly sum: number;
  readonly pairs: number;
}

/** The whole map's value from the terms of both directions. */
export function overPairs(across: Terms, down: Terms): Pick<Smoothness, 'value' | 'pairs'> {
  const pairs = across.pairs + down.pairs;
  const share = ({ sum, pairs: count }: Terms) => (count === 0 ? 0 : sum / count);
  return { value: pairs === 0 ? null : share(across) + share(down), pairs };
}

/** Mean over channels of the absolute difference of two pixels, [0, 1]. */
function contrast({ channels, data }: Picture, i: number, j: number): number {
  let sum = 0;
  for (let c = 0; c < channels; c++) sum += Math.abs(data[i * channels + c]! - data[j * channels + c]!);
  return sum / (255 * channels);
}

/** px, over the pixels that have one; NaN without any. */
export function meanDisparity({ values }: Raster<'disparity:px'>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}
