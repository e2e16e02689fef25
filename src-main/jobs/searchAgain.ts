import { isStudioError } from '#domain/errors.ts';
import { canonicalSettingsText, type RegionSettings } from '#domain/regions/RegionSettings.ts';
import type { JobRecord, PredictionRecord } from '#domain/records.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { examineAgain } from './examineAgain.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import type { JobContext } from './JobContext.ts';
import type { Workspace } from './Workspace.ts';

/** How failures are looked for from now on; the job searches every map again, null where there is none. */
export function setRegionSettings(
  { project, queue, emit }: Pick<Workspace, 'project' | 'queue' | 'emit'>,
  settings: RegionSettings,
): JobRecord | null {
  project.regions.settings = settings;
  emit({ type: 'project' });
  if (project.regionCounts.searchedOtherwise(canonicalSettingsText(settings)).length === 0) return null;
  return queue.add({ kind: 'evaluate', title: 'Look for failures again', payload: {} });
}

/** Finds and explains failures again where they were looked for with other settings; figures and maps stay. */
export async function searchAgain(
  context: JobContext<'evaluate'>,
  already: { readonly done: number; readonly failed: number },
): Promise<void> {
  const { project, pool, signal, progress } = context;
  const settings = canonicalSettingsText(project.regions.settings);
  const predictions = project.regionCounts
    .searchedOtherwise(settings)
    .map((id) => project.predictions.get(id));
  if (predictions.length === 0) return;
  progress.expect(already.done + already.failed + predictions.length, already);
  await forEachConcurrently(predictions, { limit: pool.size, signal }, async (prediction) => {
    const { name } = project.items.get(prediction.itemId);
    progress.begin(name);
    const outcome = await searchOne(context, prediction);
    progress.finish(name, outcome === 'failed' ? 'failed' : 'done');
  });
}

/** Where the stored maps are not enough any more, the comparison is made anew, which says what is wrong. */
async function searchOne(
  context: JobContext<'evaluate'>,
  prediction: PredictionRecord,
): Promise<'done' | 'failed' | 'nothing'> {
  const { runId, itemId } = prediction;
  try {
    const { save } = await examineAgain(context, prediction);
    save();
    context.emit({ type: 'evaluated', runId, itemId });
    return 'done';
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return await evaluatePrediction(context, prediction);
  }
}
