import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { defineTask } from './Task.ts';

export interface MatchStereoInput {
  readonly left: Picture;
  readonly right: Picture;
  readonly options: SgbmOptions;
}

export interface MatchStereoOutput {
  /** width × height, int16 in 1/16 px exactly as OpenCV returns it; invalid = (minDisparity − 1) · 16. */
  readonly disparity16: Int16Array;
  /** What computed it: the SIMD kernels, or the scalar ones where those do not apply. Both give the same map. */
  readonly path: 'simd' | 'scalar';
  readonly threads: number;
  readonly elapsedMs: number;
}

export const matchStereo = defineTask<MatchStereoInput, MatchStereoOutput>('matchStereo');
