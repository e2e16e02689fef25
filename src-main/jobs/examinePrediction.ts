import { examineFrame } from '#compute/tasks/examineFrame.task.ts';
import { isStudioError } from '#domain/errors.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { ItemRecord, MethodRecord, PredictionRecord } from '#domain/records.ts';
import type { RegionCut } from '#domain/review/ReviewStep.ts';
import type { OtherMap } from '#domain/regions/consensus.ts';
import { canonicalSettingsText } from '#domain/regions/RegionSettings.ts';
import { loadGroundTruth, loadPicture } from '#frames/loadFrame.ts';
import type { FindingsDraft } from '#project/RegionStore.ts';
import type { Project } from '#project/Project.ts';
import { classMasksOf } from './annotationMasks.ts';
import type { GroundTruthAsset } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';

/** So many other methods are asked; the newest runs first. */
const mostOthers = 3;
/** They see the same pair in the same way and fail together. */
const matchers: readonly MethodRecord['kind'][] = ['sgbm', 'block', 'global'];

interface Examined {
  readonly recipe: Recipe;
  /** With a map. */
  readonly prediction: PredictionRecord;
  /** Null = no ground truth: what is found is a suspicion. */
  readonly compared: {
    readonly groundTruth: GroundTruthAsset;
    readonly frame: { readonly aligned: Raster; readonly error: Raster; readonly ssim: Raster };
  } | null;
  /** Cuts that are to be tried; absent = those that are stored. */
  readonly cuts?: readonly RegionCut[];
}

/**
 * Finds failure regions of a prediction and explains them in a worker; nothing is stored. The item's pictures and the
 * maps of other runs are evidence where they are there; what cannot be read is said in the findings' notes.
 *
 * @throws as loadGroundTruth; AbortError
 */
export async function examinePrediction(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { recipe, prediction, compared, cuts }: Examined,
): Promise<FindingsDraft> {
  const item = project.items.get(prediction.itemId);
  const settings = project.regions.settings;
  const notes: string[] = [];
  const pictures = await picturesOf({ project, pool }, item, notes);
  const truth = compared && {
    map: await loadGroundTruth(project.resolve(compared.groundTruth.path), compared.groundTruth.encoding),
    error: compared.frame.error.values,
    ssim: compared.frame.ssim.values,
  };
  const { regions, findings } = await pool.run(
    examineFrame,
    {
      quantity: recipe.quantity,
      rule: recipe.regions,
      settings,
      rig: rigOf(item, truth?.map ?? null),
      prediction: compared?.frame.aligned ?? (await project.rasters.get(prediction.rasterId!)),
      truth,
      ...pictures,
      others: await othersOf(project, prediction),
      classMasks: classMasksOf(project, item),
      cuts: cuts ?? project.reviews.cuts(prediction.runId, item.id),
    },
    { signal },
  );
  return {
    regions,
    findings: { ...findings, notes: [...findings.notes, ...notes] },
    settings: canonicalSettingsText(settings),
  };
}

/** A calibration of another resolution than the maps relates nothing. */
function rigOf({ rig, width, height }: ItemRecord, truth: Raster | null): ItemRecord['rig'] {
  const size = truth ?? { width, height };
  return rig !== null && rig.width === size.width && rig.height === size.height ? rig : null;
}

async function picturesOf(
  { project, pool }: Pick<JobContext, 'project' | 'pool'>,
  item: ItemRecord,
  notes: string[],
): Promise<{ left: Picture | null; right: Picture | null }> {
  const assets = project.items.assets(item.id);
  const left = assets.find(({ role }) => role === 'left');
  const hasRight = assets.some(({ role }) => role === 'right');
  try {
    if (left !== undefined && hasRight) {
      const pair = await loadStereoPair({ project, pool }, item);
      return { left: pair.left, right: pair.right };
    }
    return { left: left ? await loadPicture(project.resolve(left.path)) : null, right: null };
  } catch (error) {
    if (!isStudioError(error)) throw error;
    notes.push(`explained without pictures: ${error.message}`);
    return { left: null, right: null };
  }
}

/** Maps of the same item by other runs: as compared where they were, else as they are. */
async function othersOf(project: Project, { runId, itemId }: PredictionRecord): Promise<OtherMap[]> {
  const { kind } = project.runs.get(runId).method;
  const others = project.predictions
    .ofItem(itemId)
    .filter((other) => other.runId !== runId && other.state === 'done' && other.rasterId !== null)
    .filter(({ details }) => typeof details.badOutput !== 'string')
    .sort((a, b) => b.runId - a.runId)
    .slice(0, mostOthers);
  return await Promise.all(
    others.map(async (other) => {
      const aligned = project.evaluations.of(other.runId, itemId).evaluation?.alignedRasterId;
      const { method } = project.runs.get(other.runId);
      return {
        name: method.spec,
        isIndependent: !(matchers.includes(kind) && matchers.includes(method.kind)),
        map: await project.rasters.get(aligned ?? other.rasterId!),
      };
    }),
  );
}
