import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Mask, Picture, Raster } from '#domain/rasters/Raster.ts';

/** A frame into which one failure was planted, or none. */
export interface PlantedCase {
  readonly seed: number;
  /** Name in domain/causes; null = nothing is planted. */
  readonly cause: string | null;
  readonly rig: StereoRig;
  readonly left: Picture;
  /** Null in some cases, as in datasets without pairs. */
  readonly right: Picture | null;
  readonly groundTruth: Raster;
  readonly prediction: Raster;
  /** A second method, in some cases. */
  readonly other: Raster | null;
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
  /** 1 where the prediction (or the ground truth) was altered by more than a fifth of depth. */
  readonly planted: Uint8Array;
}
