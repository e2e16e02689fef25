import type { Alignment, MatchedValues } from '../alignment/Alignment.ts';
import { fitAlignment } from '../alignment/fitAlignment.ts';
import { convertArray } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { StudioError } from '../errors.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';
import { fillHoles } from './fillHoles.ts';
import type { PairSurvey } from './surveyPair.ts';

/** A prediction before it is scored; values in the quantity of the fit, width × height, NaN = none or left out. */
export interface UnalignedFrame {
  readonly width: number;
  readonly height: number;
  readonly prediction: Float64Array<ArrayBuffer>;
  readonly groundTruth: Float64Array;
  readonly rig: StereoRig | null;
}

/** A prediction as it is scored, and how it got there. */
export interface AlignedPrediction {
  /** In the compared quantity: aligned, converted, holes filled where the recipe says so, clipped. */
  readonly prediction: Float64Array<ArrayBuffer>;
  readonly alignment: Alignment;
  /** 1 where a hole was filled; null where none is. */
  readonly filled: Uint8Array | null;
  readonly warnings: readonly string[];
}

/**
 * Fits a prediction to the ground truth where both have a value and takes the whole map to the compared quantity, in this
 * order: fit, floor, conversion, holes, clip.
 *
 * @param survey  of the frame.
 * @throws NoValidPixels when no pixel has both values, or too few for the fit.
 * @throws CalibrationMissing where the conversion from the quantity of the fit needs a rig.
 */
export function alignPrediction(
  frame: UnalignedFrame,
  recipe: EffectiveRecipe,
  { known, matched: count }: PairSurvey,
): AlignedPrediction {
  const { width, height, groundTruth, rig } = frame;
  const { quantity, alignIn, clip } = recipe;
  if (count === 0) refuseUnscorable(known);
  const matched = recipe.alignment === 'none' ? noValues : matchValues(groundTruth, frame.prediction, count);
  const { alignment, warnings } = fitAlignment(recipe.alignment, matched);
  const fitted = applyAlignment(frame.prediction, alignment);
  const floored = recipe.alignFloor === null ? 0 : raiseTo(recipe.alignFloor, fitted, groundTruth);
  const compared = alignIn === quantity ? fitted : convertArray(fitted, { from: alignIn, to: quantity, rig });
  const whole = recipe.holes === 'kitti' ? fillHoles(compared, width, height) : compared;
  const filled = whole === compared ? null : Uint8Array.from(compared, (d) => (d >= 0 ? 0 : 1));
  return {
    prediction:
      clip === null ? whole : whole.map((v) => (v < clip.min ? clip.min : v > clip.max ? clip.max : v)),
    alignment,
    filled,
    warnings: [...warnings, ...floorWarnings(floored, count, recipe)],
  };
}

const noValues: MatchedValues = { groundTruth: new Float64Array(), prediction: new Float64Array() };

function matchValues(groundTruth: Float64Array, prediction: Float64Array, count: number): MatchedValues {
  const matched = { groundTruth: new Float64Array(count), prediction: new Float64Array(count) };
  let k = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (!Number.isFinite(prediction[i]! - groundTruth[i]!)) continue;
    matched.groundTruth[k] = groundTruth[i]!;
    matched.prediction[k] = prediction[i]!;
    k += 1;
  }
  return matched;
}

function refuseUnscorable(truthPixels: number): never {
  throw new StudioError(
    'NoValidPixels',
    truthPixels === 0
      ? 'not scorable: no pixel of the ground truth has a value inside the mask'
      : `not scorable: the prediction has a value at none of the ${truthPixels} pixels with ground truth`,
    { expected: 'at least 1 pixel with ground truth and prediction', found: 0, truthPixels },
  );
}

function applyAlignment(
  values: Float64Array<ArrayBuffer>,
  { scale, shift }: Alignment,
): Float64Array<ArrayBuffer> {
  return scale === 1 && shift === 0 ? values : values.map((value) => scale * value + shift);
}

/** @returns how many compared pixels were below the floor. */
function raiseTo(floor: number, values: Float64Array, groundTruth: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (!(values[i]! < floor)) continue;
    values[i] = floor;
    if (Number.isFinite(groundTruth[i])) count += 1;
  }
  return count;
}

function floorWarnings(
  floored: number,
  compared: number,
  { alignIn, alignFloor }: EffectiveRecipe,
): readonly string[] {
  if (floored === 0) return [];
  const share = ((100 * floored) / compared).toFixed(1);
  return [
    `${floored} compared pixels (${share} %) had an aligned ${alignIn.replace('-', ' ')} below ${alignFloor} and were raised to it.`,
  ];
}
