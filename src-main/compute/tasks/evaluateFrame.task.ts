import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { Mask, Raster } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface EvaluateFrameInput {
  readonly groundTruth: Raster;
  readonly prediction: Raster;
  /** Null where the item has no calibration; then only like quantities can be compared. */
  readonly rig: StereoRig | null;
  readonly recipe: Recipe;
  /** Annotated pixels by class name. */
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
}

export const evaluateFrame = defineTask<EvaluateFrameInput, FrameEvaluation>('evaluateFrame');
