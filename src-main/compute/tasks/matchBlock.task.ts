import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { BlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { defineTask } from './Task.ts';

export interface MatchBlockInput {
  readonly left: Picture;
  readonly right: Picture;
  readonly options: BlockOptions;
}

export interface MatchBlockOutput {
  /** px, NaN = none. */
  readonly disparity: Raster<'disparity:px'>;
  readonly elapsedMs: number;
}

export const matchBlock = defineTask<MatchBlockInput, MatchBlockOutput>('matchBlock');
