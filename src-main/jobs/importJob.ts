import { join, relative, sep } from 'node:path';
import type { AnnotationSource } from '#domain/datasets/Layout.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { withSource } from '#frames/readBytes.ts';
import type { FoundItem, ScanEvent } from '#frames/scanDataset.ts';
import type { Project } from '#project/Project.ts';
import type { RootRecord } from '#project/RootStore.ts';
import { importClassMasks } from './importClassMasks.ts';
import type { JobContext } from './JobContext.ts';
import { importLayoutAnnotations } from './importLayoutAnnotations.ts';
import { recipeWithBackground } from './recipeWithBackground.ts';
import { recipeRecord } from './recipeRecord.ts';
import { scanLargeOrSmall } from './scanLargeOrSmall.ts';
import { startRun } from './startRun.ts';

/** Figures of the whole project are told no more often. */
const projectEveryMs = 1000;

type Context = JobContext<'import'>;

/**
 * Finds the items of one folder of the project and saves them. Items are known by name, so that a second import, or one
 * that goes on after a kill, updates them. Files that are rejected or doubtful become problems; the rest goes on.
 *
 * @throws LayoutUnknown, EncodingUnknown, FileMissing, InvalidOption, PathRefused; AbortError when cancelled.
 */
export async function importJob(context: Context): Promise<void> {
  const { project, payload, progress, signal, emit } = context;
  const { root: folder, layout, groundTruthEncoding, calibration } = payload;
  for (const path of calibration === null ? [folder] : [folder, calibration]) project.requireReadable(path);
  // Once for all items, instead of a doubt about every one of them.
  if (calibration !== null) await withSource(calibration, () => Promise.resolve());
  const root = rootOf(project, folder);
  if (root.id === project.roots.list()[0]!.id) project.problems.clearUnassigned();
  let toldAt = -Infinity;
  let annotations: readonly AnnotationSource[] = [];
  for await (const events of scanLargeOrSmall(folder, { layout, groundTruthEncoding, calibration, signal })) {
    const found = events.flatMap((event) => (event.type === 'item' ? [event.item] : []));
    const rejected = events.flatMap((event) => (event.type === 'rejected' ? [event.problem] : []));
    const [told] = events.flatMap((event) => (event.type === 'layout' ? [event] : []));
    if (told) {
      noteLayout(context, root, told);
      ({ annotations } = told);
    }
    if (rejected.length > 0) project.problems.add(rejected.map((problem) => ({ ...problem, itemId: null })));
    await saveItems(context, root, found);
    for (const { name } of found) progress.finish(name, 'done');
    if (found.length > 0 && performance.now() - toldAt > projectEveryMs) {
      emit({ type: 'project' });
      toldAt = performance.now();
    }
  }
  await importLayoutAnnotations(context, root, annotations);
  emit({ type: 'project' });
  chooseRecipe(project);
  if (payload.thenRun !== null) {
    const request = { method: payload.thenRun, itemIds: null };
    startRun(project, context.add, request, context.inference?.models ?? null);
  }
}

/** The folder's row; a payload of a project from before folders were rows names the first. */
function rootOf(project: Project, folder: string): RootRecord {
  return project.roots.byPath(project.relative(folder)) ?? project.roots.list()[0]!;
}

function noteLayout(
  { project, progress }: Context,
  root: RootRecord,
  { layout, total }: Extract<ScanEvent, { type: 'layout' }>,
): void {
  if (root.id === project.roots.list()[0]!.id) project.setMeta({ layout });
  else project.roots.update(root.id, { layout });
  progress.expect(total, { done: 0, failed: 0 });
}

async function saveItems(context: Context, root: RootRecord, found: readonly FoundItem[]): Promise<void> {
  const { project, emit, payload, signal } = context;
  if (found.length === 0) return;
  const stored = (path: string): string => storedPath(project, payload.root, path);
  const ids = project.items.upsert(
    found.map(({ name, rigSource, assets, ...item }) => ({
      ...item,
      name: root.prefix + name,
      rigSource: rigSource && stored(rigSource),
      assets: assets.map((asset) => ({ ...asset, path: stored(asset.path) })),
    })),
    root.id,
  );
  emit({ type: 'items', ids });
  for (const [i, { classMasks }] of found.entries()) {
    signal.throwIfAborted();
    if (classMasks.length === 0) continue;
    const masks = classMasks.map((mask) => ({ ...mask, path: join(payload.root, mask.path) }));
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
  const before = project.recipes.inForce();
  const initial = recipeRecord(recipeWithBackground(project, defaultRecipe('disparity')));
  const { items } = project;
  if (before?.hash === initial.hash && items.hasRole('depth') && !items.hasRole('disparity')) {
    project.recipes.setInForce(recipeRecord(recipeWithBackground(project, defaultRecipe('depth'))));
  }
}
