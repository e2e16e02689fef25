import type { AlignmentMethod } from '../alignment/Alignment.ts';
import type { FolderBackground } from '../ignore/BackgroundRule.ts';
import type { MetricFamily } from '../metrics/metricFamilies.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';

/**
 * The whole description of a comparison. It is stored with every number, map and picture; two numbers are comparable
 * only when their recipes are equal. Its canonical text and hash are made by canonicalRecipe.ts.
 *
 * Optional settings came later than the others: left out, they mean what every recipe meant before (effectiveRecipe.ts
 * says what that is), and a recipe that states such a meaning is the same recipe as one that leaves it out.
 */
export interface Recipe {
  /** Both maps are converted to this quantity, then compared. */
  readonly quantity: ComparedQuantity;
  /** How the prediction is fitted to the ground truth before scoring. */
  readonly alignment: AlignmentMethod;
  /** The quantity in which the fit is made and applied; left out: the compared one. */
  readonly alignIn?: ComparedQuantity;
  /** Aligned values of alignIn below this are raised to it before they are converted; null or left out: none is. */
  readonly alignFloor?: number | null;
  readonly mask: {
    /** Ground truth outside [minDepthM, maxDepthM] is left out; null = no bound. Needs calibration for disparity. */
    readonly minDepthM: number | null;
    readonly maxDepthM: number | null;
    /** Left out: closed, the bounds themselves are scored. */
    readonly bounds?: 'closed' | 'open';
    /** Only the inside is scored; each crop is taken within the one before. Left out: the whole image. */
    readonly crop?: readonly Crop[];
    /** Pixels of annotations of these classes are left out; `occluded` is that of the dataset's own mask. */
    readonly ignoredClasses: readonly string[];
    /** Which pixels are background (black space), by the project's folder; left out: none is told apart. */
    readonly background?: readonly FolderBackground[];
  };
  /** How a prediction of another size is brought to the ground truth's, before all else; left out: refused. */
  readonly resize?: ResizeRule;
  /** Holes of a predicted disparity: left as they are, or filled as KITTI's development kit does. Left out: leave. */
  readonly holes?: 'leave' | 'kitti';
  /**
   * What a pixel with ground truth but without prediction is to shares of bad disparities (bad-τ, Out-N, D1): left out;
   * counted, but not as bad (Middlebury's `bad`); or bad. Left out: leave-out.
   */
  readonly unpredicted?: 'leave-out' | 'not-bad' | 'bad';
  /** The aligned prediction is clipped to this range of the compared quantity before scoring; null = not clipped. */
  readonly clip: { readonly min: number; readonly max: number } | null;
  readonly ssim: SsimRule;
  /** Over a dataset: mean of the images' values (left out), or one value over all pixels, as if of one image. */
  readonly average?: 'images' | 'pixels';
  /** Which metrics are computed beside those of single pixels and SSIM; left out: none. */
  readonly families?: readonly MetricFamily[];
  /** Into which parts of the image the pixel metrics are split, beside annotation classes; left out: none. */
  readonly strata?: {
    /** Edges of distance bands of the ground truth in metres, ascending: [10, 30] makes 0–10, 10–30 and beyond 30. */
    readonly bandsM?: readonly number[];
    /** The image's centre and its four sides. */
    readonly zones?: boolean;
  };
  readonly regions: RegionRule;
}

export interface SsimRule {
  /** Odd side of the window, px. */
  readonly windowPx: number;
  /**
   * L in the SSIM formula: the ground truth's max − min over its valid pixels of this image, its 98 % − 2 % quantile, or a
   * fixed span. PSNR takes the same.
   */
  readonly dataRange: 'ground-truth-span' | 'ground-truth-percentiles' | number;
  /** A pixel has an SSIM only where at least this share of its window is valid in both maps. */
  readonly minCoverage: number;
  /** Left out: uniform. The Gaussian has σ = 1.5 px. */
  readonly window?: 'uniform' | 'gaussian';
  /** Left out: sample, n / (n − 1), as scikit-image does by default. */
  readonly covariance?: 'sample' | 'population';
  /** Left out: 0.01 and 0.03. */
  readonly K1?: number;
  readonly K2?: number;
  /**
   * What SSIM and PSNR compare: the values (left out), or each map stretched from its own minimum to its maximum, over the
   * pixels valid in both, onto 0…255, without decimals. The latter forgets scale, shift and unit.
   */
  readonly levels?: 'values' | 'eight-bit';
}

/** A named crop (crops.ts says of what), or a rectangle in pixels. */
export type Crop = NamedCrop | Rectangle;
export type NamedCrop = 'garg' | 'eigen' | 'kb' | 'nyu';
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * bilinear: pixel centres at half pixels (OpenCV); bilinear-corners: corner centres coincide (align_corners); bicubic:
 * OpenCV's INTER_CUBIC, which is PyTorch's bicubic with align_corners=False.
 */
export const resizeRules = ['refuse', 'nearest', 'bilinear', 'bilinear-corners', 'bicubic'] as const;
export type ResizeRule = (typeof resizeRules)[number];

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
