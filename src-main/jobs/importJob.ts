import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { scanDataset, type FoundItem } from '#frames/scanDataset.ts';
import type { Project } from '#project/Project.ts';
import { join, relative, sep } from 'node:path';
import { importClassMasks } from './importClassMasks.ts';
import type { JobContext } from './JobContext.ts';
import { recipeRecord } from './recipeRecord.ts';
import { startRun } from './startRun.ts';

/** So many items are saved together, or as many as are found in this time. */
const batchSize = 32;
const batchMs = 1000;

/**
 * Finds the items of the dataset and saves them. Items are known by name, so that a second import, or one that goes on
 * after a kill, updates them. Files that are rejected or doubtful become problems; the rest goes on.
 *
 * @throws LayoutUnknown, EncodingUnknown, FileMissing, InvalidOption, PathRefused; AbortError when cancelled.
 */
export async function importJob(context: JobContext<'import'>): Promise<void> {
  const { project, payload, progress, signal } = context;
  const { root, layout, groundTruthEncoding, calibration } = payload;
  for (const path of calibration === null ? [root] : [root, calibration]) project.requireReadable(path);
  project.problems.clearUnassigned();
  const batch: FoundItem[] = [];
  let savedAt = performance.now();
  for await (const event of scanDataset(root, { layout, groundTruthEncoding, calibration, signal })) {
    switch (event.type) {
      case 'layout':
        project.setMeta({ layout: event.layout });
        progress.expect(event.total, { done: 0, failed: 0 });
        break;
      case 'encoding':
        break;
      case 'rejected':
        project.problems.add([{ ...event.problem, itemId: null }]);
        break;
      case 'item':
        batch.push(event.item);
        progress.begin(event.item.name);
        progress.finish(event.item.name, 'done');
        if (batch.length === batchSize || performance.now() - savedAt > batchMs) {
          await saveItems(context, batch.splice(0));
          savedAt = performance.now();
        }
        break;
    }
  }
  await saveItems(context, batch);
  chooseRecipe(project);
  if (payload.thenRun !== null) {
    const request = { method: payload.thenRun, itemIds: null };
    startRun(project, context.add, request, context.inference?.models ?? null);
  }
}

async function saveItems(context: JobContext<'import'>, found: readonly FoundItem[]): Promise<void> {
  const { project, emit, payload, signal } = context;
  if (found.length === 0) return;
  const stored = (path: string): string => storedPath(project, payload.root, path);
  const ids = project.items.upsert(
    found.map(({ name, width, height, rig, rigSource, cameras, assets, problems }) => ({
      name,
      width,
      height,
      rig,
      rigSource: rigSource && stored(rigSource),
      cameras,
      assets: assets.map((asset) => ({ ...asset, path: stored(asset.path) })),
      problems,
    })),
  );
  emit({ type: 'items', ids });
  emit({ type: 'project' });
  for (const [i, { classMasks }] of found.entries()) {
    signal.throwIfAborted();
    const masks = classMasks.map(({ className, path }) => ({ className, path: join(payload.root, path) }));
    await importClassMasks(context, project.items.get(ids[i]!), masks);
  }
}

/** Scanned paths are relative to the dataset's folder, stored ones to the project file's. */
function storedPath(project: Project, root: string, path: string): string {
  return relative(project.folder, join(root, path)).split(sep).join('/');
}

/** A project starts with disparities compared; where the ground truth is depth throughout, depth is. */
function chooseRecipe(project: Project): void {
  if (project.runs.list().length > 0) return;
  const roles = new Set(
    project.items.ids().flatMap((id) => project.items.assets(id).map(({ role }) => role)),
  );
  const before = project.recipes.inForce();
  const initial = recipeRecord(defaultRecipe('disparity'));
  if (before?.hash === initial.hash && roles.has('depth') && !roles.has('disparity')) {
    project.recipes.setInForce(recipeRecord(defaultRecipe('depth')));
  }
}
