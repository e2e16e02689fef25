import type { StereoRig } from '../camera/StereoRig.ts';
import { StudioError } from '../errors.ts';
import type { Mask, Raster } from '../rasters/Raster.ts';
import type { FrameEvaluation } from './FrameEvaluation.ts';
import type { Recipe } from './Recipe.ts';

/** A frame to be judged. */
export interface EvaluateFrameInput {
  readonly groundTruth: Raster;
  readonly prediction: Raster;
  /** Null where the item has no calibration; then only like quantities can be compared. */
  readonly rig: StereoRig | null;
  readonly recipe: Recipe;
  /** Annotated pixels by class name. */
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
}

/** What an evaluation may ask of its surroundings; a task's context fits. */
export interface EvaluationContext {
  checkCancelled(): void;
  /** Share done, [0, 1]. */
  progress(share: number): void;
}

export function evaluateFrame(input: EvaluateFrameInput, context?: EvaluationContext): FrameEvaluation {
  context?.progress(0);
  throw new StudioError('NoValidPixels', input.recipe.quantity);
}
