import type { Raster } from '../rasters/Raster.ts';
import type { MetricRecord } from '../records.ts';
import type { FoundRegion } from '../regions/RegionRecord.ts';

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
  /** Found, not yet explained; none where the input says so. */
  readonly regions: readonly FoundRegion[];
  readonly warnings: readonly string[];
}
