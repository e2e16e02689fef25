import type { Raster } from '../rasters/Raster.ts';
import type { MetricRecord, RegionRecord } from '../records.ts';

/** A failure region before it has an id. */
export type RegionDraft = Omit<RegionRecord, 'id' | 'evaluationId' | 'itemId'>;

/** Everything a comparison of one frame yields. All rasters have the ground truth's size. */
export interface FrameEvaluation {
  readonly alignment: { readonly scale: number; readonly shift: number };
  /** The prediction in the compared quantity after alignment and clipping. */
  readonly aligned: Raster;
  /** aligned − ground truth; NaN where either is invalid or masked out. */
  readonly error: Raster;
  readonly ssim: Raster<'ssim'>;
  /** Share of each pixel's SSIM window that is valid. */
  readonly coverage: Raster<'coverage'>;
  readonly metrics: readonly MetricRecord[];
  readonly regions: readonly RegionDraft[];
  readonly warnings: readonly string[];
}
