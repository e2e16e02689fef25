import { convertValues } from '../camera/convertRaster.ts';
import { StudioError } from '../errors.ts';
import type { Mask } from '../rasters/Raster.ts';
import { cropRectangle } from './crops.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';

/**
 * Where ground truth takes part: 1 inside the recipe's crop and depth bounds and outside its ignored classes and the background; null where
 * nothing is left out. Says nothing of whether the ground truth has a value there.
 *
 * @throws CalibrationMissing where depth bounds are given and the ground truth's depth cannot be known.
 * @throws InvalidOption for a crop that does not fit into the image.
 * @throws SizeMismatch where a mask has another size than the ground truth.
 */
export function scoredPixels(
  { groundTruth, rig, classMasks, background }: EvaluateFrameInput,
  { mask }: Pick<EffectiveRecipe, 'mask'>,
): Uint8Array | null {
  const { width, height } = groundTruth;
  for (const { name, mask: pixels } of classMasks) checkSize(`class ${name}`, pixels, groundTruth);
  if (background) checkSize('the background', background.mask, groundTruth);
  const { minDepthM, maxDepthM, bounds } = mask;
  const ignored = classMasks.filter(({ name }) => mask.ignoredClasses.includes(name));
  const isBounded = minDepthM !== null || maxDepthM !== null;
  if (mask.crop.length === 0 && ignored.length === 0 && !isBounded && !background) return null;
  const inside = insideCrop(mask.crop, width, height);
  for (const { mask: pixels } of background ? [...ignored, background] : ignored) {
    for (let i = 0; i < inside.length; i += 1) if (pixels.data[i] !== 0) inside[i] = 0;
  }
  if (!isBounded) return inside;
  const depth = convertValues(groundTruth, 'depth', rig);
  const least = minDepthM ?? -Infinity;
  const most = maxDepthM ?? Infinity;
  const isWithin =
    bounds === 'closed' ? (z: number) => z >= least && z <= most : (z: number) => z > least && z < most;
  for (let i = 0; i < inside.length; i += 1) if (!isWithin(depth[i]!)) inside[i] = 0;
  return inside;
}

function insideCrop(crops: EffectiveRecipe['mask']['crop'], width: number, height: number): Uint8Array {
  const kept = cropRectangle(crops, width, height);
  const inside = new Uint8Array(width * height);
  for (let y = kept.y; y < kept.y + kept.height; y += 1) {
    inside.fill(1, y * width + kept.x, y * width + kept.x + kept.width);
  }
  return inside;
}

function checkSize(of: string, mask: Mask, groundTruth: { width: number; height: number }): void {
  if (mask.width === groundTruth.width && mask.height === groundTruth.height) return;
  throw new StudioError(
    'SizeMismatch',
    `the mask of ${of} is ${mask.width}×${mask.height}, the ground truth ${groundTruth.width}×${groundTruth.height}`,
    { expected: [groundTruth.width, groundTruth.height], found: [mask.width, mask.height] },
  );
}
