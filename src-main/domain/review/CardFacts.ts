import type { Quantity } from '../rasters/Raster.ts';

/** Which map the last tile of a card shows. */
export type CardMap = 'ssim' | 'error';

/** What a card's colours mean, and which tiles are empty. */
export interface CardFacts {
  readonly quantity: Quantity;
  /** Of ground truth and prediction alike: the 2nd to 98th percentile of both within the crop. */
  readonly range: readonly [number, number];
  /** Of the last tile; SSIM from 0 to 1, signed error symmetric about 0. */
  readonly mapRange: readonly [number, number];
  /** Why the tiles of left picture, ground truth, prediction and map are empty; null = they are not. */
  readonly reasons: readonly (string | null)[];
}
