import { convertValues } from '../camera/convertRaster.ts';
import { StudioError } from '../errors.ts';
import type { Mask } from '../rasters/Raster.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';

/**
 * Where ground truth takes part: 1 where the recipe's depth bounds (inclusive) and ignored classes leave it in. Says
 * nothing of whether the ground truth has a value there.
 *
 * @throws CalibrationMissing where depth bounds are given and the ground truth's depth cannot be known.
 * @throws SizeMismatch where a class mask has another size than the ground truth.
 */
export function scoredPixels({ groundTruth, rig, recipe, classMasks }: EvaluateFrameInput): Uint8Array {
  const inside = new Uint8Array(groundTruth.width * groundTruth.height).fill(1);
  for (const { name, mask } of classMasks) {
    checkSize(name, mask, groundTruth);
    if (recipe.mask.ignoredClasses.includes(name)) {
      for (let i = 0; i < inside.length; i += 1) if (mask.data[i] !== 0) inside[i] = 0;
    }
  }
  const { minDepthM, maxDepthM } = recipe.mask;
  if (minDepthM === null && maxDepthM === null) return inside;
  const depth = convertValues(groundTruth, 'depth', rig);
  const least = minDepthM ?? -Infinity;
  const most = maxDepthM ?? Infinity;
  for (let i = 0; i < inside.length; i += 1) {
    if (!(depth[i]! >= least && depth[i]! <= most)) inside[i] = 0;
  }
  return inside;
}

function checkSize(name: string, mask: Mask, groundTruth: { width: number; height: number }): void {
  if (mask.width === groundTruth.width && mask.height === groundTruth.height) return;
  throw new StudioError(
    'SizeMismatch',
    `the mask of class ${name} is ${mask.width}×${mask.height}, the ground truth ${groundTruth.width}×${groundTruth.height}`,
    { expected: [groundTruth.width, groundTruth.height], found: [mask.width, mask.height] },
  );
}
