import { FrameScorer } from '#compute/FrameScorer.ts';
import { StudioError } from '#domain/errors.ts';
import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { MetricRecord } from '#domain/records.ts';
import { causeMasks } from '#domain/regions/causeMasks.ts';
import { examineFrame } from '#domain/regions/examineFrame.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import { loadPicture, requireSameSize } from '#frames/loadFrame.ts';

/**
 * Finds the failure regions of a compared frame and scores the pixels of each cause.
 * @throws FileMissing, SizeMismatch and as loadPicture for the pictures
 */
export async function numbersByCause(
  input: EvaluateFrameInput,
  { aligned, error, ssim }: FrameEvaluation,
  pictures: { readonly left?: string; readonly right?: string },
): Promise<readonly MetricRecord[]> {
  const { groundTruth, rig, recipe, classMasks } = input;
  const [left, right] = [await pictureOf(pictures.left, input), await pictureOf(pictures.right, input)];
  if (recipe.regions.errorAbove === null && recipe.regions.ssimBelow === null) {
    throw new StudioError('InvalidOption', 'the recipe names no reason to fail, so there are no regions', {
      ...{ option: '--by-cause', expected: 'a recipe with a limit of error or SSIM', found: null },
    });
  }
  const { regions } = examineFrame({
    ...{ quantity: recipe.quantity, rule: recipe.regions, settings: defaultRegionSettings, rig, classMasks },
    ...{ prediction: aligned, truth: { map: groundTruth, error: error.values, ssim: ssim.values } },
    ...{ left, right, others: [] },
  });
  const parts = causeMasks(
    regions.filter(({ detection }) => !detection.isSuspicion),
    groundTruth,
  );
  if (parts.length === 0) return [];
  const context = { checkCancelled: () => undefined, progress: () => undefined, threads: 1 };
  return new FrameScorer().score({ ...input, parts }, context).metrics;
}

async function pictureOf(
  path: string | undefined,
  { groundTruth }: Pick<EvaluateFrameInput, 'groundTruth'>,
): Promise<Picture | null> {
  if (path === undefined) return null;
  const picture = await loadPicture(path);
  requireSameSize('the picture', path, picture, groundTruth);
  return picture;
}
