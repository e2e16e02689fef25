import type { ComparedQuantity } from '../rasters/Raster.ts';

/**
 * The whole description of a comparison. It is stored with every number, map and picture; two numbers are comparable
 * only when their recipes are equal. Its canonical text and hash are made by canonicalRecipe.ts.
 */
export interface Recipe {
  /** Both maps are converted to this quantity, then compared. */
  readonly quantity: ComparedQuantity;
  /** How the prediction is fitted to the ground truth, in the compared quantity, before scoring. */
  readonly alignment: 'none' | 'median' | 'scale' | 'scale-shift';
  readonly mask: {
    /** Ground truth outside [minDepthM, maxDepthM] is left out; null = no bound. Needs calibration for disparity. */
    readonly minDepthM: number | null;
    readonly maxDepthM: number | null;
    /** Pixels of annotations of these classes are left out. */
    readonly ignoredClasses: readonly string[];
  };
  /** The aligned prediction is clipped to this range of the compared quantity before scoring; null = not clipped. */
  readonly clip: { readonly min: number; readonly max: number } | null;
  readonly ssim: {
    /** Odd side of the uniform window, px. Sample covariance, K1 = 0.01, K2 = 0.03 (scikit-image's defaults). */
    readonly windowPx: number;
    /** L in the SSIM formula: the ground truth's max − min over its valid pixels of this image, or a fixed span. */
    readonly dataRange: 'ground-truth-span' | number;
    /** A pixel has an SSIM only where at least this share of its window is valid in both maps. */
    readonly minCoverage: number;
  };
  readonly regions: RegionRule;
}

/** Which pixels count as failing, and how they become regions. */
export interface RegionRule {
  /** A pixel fails where SSIM is below this; null = SSIM is not used. */
  readonly ssimBelow: number | null;
  /** A pixel fails where |error| exceeds both: absolute in the compared unit and relative to the ground truth. */
  readonly errorAbove: { readonly absolute: number; readonly relative: number } | null;
  /** Failing areas closer than this are one region, px. */
  readonly mergePx: number;
  /** Smaller regions are dropped, px. */
  readonly minAreaPx: number;
}
