import { photometricCheck } from '#compute/tasks/photometricCheck.task.ts';
import { convertRaster } from '#domain/camera/convertRaster.ts';
import { StudioError } from '#domain/errors.ts';
import type { PhotometricCheck } from '#domain/photometric/PhotometricCheck.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { ItemRecord, PredictionRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { digest, pairKey } from './cacheKey.ts';
import { freshSources } from './freshSources.ts';
import { stereoPairOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';
import { rightViewOf, rightViewRefusal } from './rightViewOf.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/** Raised when the results of the check change. */
const checkVersion = 1;

/** A photometric check with its maps kept as rasters. */
export interface KeptCheck {
  readonly errorRasterId: string;
  readonly smoothnessRasterId: string;
  readonly visibilityRasterId: string;
  readonly leftRightRasterId: string | null;
  readonly numbers: PhotometricCheck['numbers'];
  /** Why there is no left-right comparison; null where there is one. */
  readonly noRightView: string | null;
  /** The map that was checked: as the method gave it, or aligned to ground truth because it has no unit of its own. */
  readonly checked: 'prediction' | 'aligned';
}

/**
 * Checks a run's map of an item against the pair of pictures alone. Maps are kept by the content they were made from;
 * what was checked before is answered at once.
 *
 * @throws NotFound (no map), FileMissing (no pair), CalibrationMissing (the map says nothing about disparity),
 *   SizeMismatch, AbortError
 */
export async function photometricOfItem(
  studio: Studio,
  { runId, itemId }: { readonly runId: number; readonly itemId: number },
): Promise<KeptCheck> {
  const { project, pool, signal } = studio;
  const item = project.items.get(itemId);
  const { method } = project.runs.get(runId);
  await freshSources(project, itemId, signal);
  const source = sourceOf(project, item, project.predictions.of(runId, itemId));
  const noRightView = rightViewRefusal(method);
  const key = digest([
    'photometric',
    checkVersion,
    source.rasterId,
    item.rig,
    pairKey(stereoPairOf(project, item)),
    noRightView === null ? method.spec : null,
  ]);
  const kept = checksOf(project).get(key);
  if (kept && ['error', 'smoothness', 'visibility'].every((name) => project.rasters.has(`${key}:${name}`)))
    return kept;

  const pair = await loadStereoPair({ project, pool }, item);
  const disparity = disparityOf(await project.rasters.get(source.rasterId), item);
  const rightDisparity = await rightViewOf(studio, method, pair);
  const input = { left: pair.left, right: pair.right, disparity, rightDisparity };
  const check = await pool.run(photometricCheck, input, { signal });
  const put = (name: string, raster: Raster) => project.rasters.put(`${key}:${name}`, raster);
  const answer: KeptCheck = {
    errorRasterId: await put('error', check.error),
    smoothnessRasterId: await put('smoothness', check.smoothness),
    visibilityRasterId: await put('visibility', check.visibility),
    leftRightRasterId: check.leftRight && (await put('left-right', check.leftRight)),
    numbers: check.numbers,
    noRightView,
    checked: source.checked,
  };
  checksOf(project).set(key, answer);
  return answer;
}

/** The stored map that says where a pixel is in the right picture. */
function sourceOf(
  project: Project,
  item: ItemRecord,
  prediction: PredictionRecord | null,
): Pick<KeptCheck, 'checked'> & { readonly rasterId: string } {
  if (prediction?.rasterId == null) {
    throw new StudioError('NotFound', `${item.name} has no map of this run to check`, { item: item.name });
  }
  const says = (rasterId: string) => saysDisparity(project.rasters.facts(rasterId).quantity, item);
  if (says(prediction.rasterId)) return { rasterId: prediction.rasterId, checked: 'prediction' };
  const aligned = project.evaluations.of(prediction.runId, item.id).evaluation?.alignedRasterId;
  if (aligned && says(aligned)) return { rasterId: aligned, checked: 'aligned' };
  const isRelative = prediction.quantity?.endsWith(':relative') ?? false;
  throw new StudioError(
    'CalibrationMissing',
    isRelative
      ? `${item.name}: a relative map has no disparity in pixels of its own; compare it with ground truth under a recipe that aligns, and give the calibration`
      : `${item.name}: depth has no disparity in pixels without a calibration with a baseline`,
    { item: item.name, expected: 'disparity:px', found: prediction.quantity },
  );
}

function saysDisparity(quantity: Quantity, { rig }: ItemRecord): boolean {
  if (quantity === 'disparity:px') return true;
  return (quantity === 'depth:m' || quantity === 'inverse-depth:1/m') && rig?.baselineM != null;
}

function disparityOf(raster: Raster, { rig }: ItemRecord): Raster<'disparity:px'> {
  return raster.quantity === 'disparity:px'
    ? (raster as Raster<'disparity:px'>)
    : convertRaster(raster, 'disparity', rig);
}

/** What was checked since the project was opened; its rasters are swept when it is opened anew. */
const checksByProject = new WeakMap<Project, Map<string, KeptCheck>>();

function checksOf(project: Project): Map<string, KeptCheck> {
  const known = checksByProject.get(project) ?? new Map<string, KeptCheck>();
  checksByProject.set(project, known);
  return known;
}
