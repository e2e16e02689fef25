import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { checksVersion } from '#domain/doctor/allChecks.ts';
import { isStudioError } from '#domain/errors.ts';
import type { AssetRecord, ItemRecord } from '#domain/records.ts';
import type { FoundProblem } from '#frames/scanDataset.ts';
import type { CheckedProblem } from '#project/ProblemStore.ts';
import { freshSources } from '../freshSources.ts';
import type { JobContext, JobDraft } from '../JobContext.ts';
import { DoctorThread } from './DoctorThread.ts';
import type { FileToExamine, ItemToExamine } from './doctorProtocol.ts';

type Context = JobContext<'check'>;

/** So many items are asked for at a time. */
const pageSize = 500;
/** Other jobs go first; this one looks again after that time. */
const waitMs = 250;
/** Figures of the whole project are told no more often. */
const tellEveryMs = 1000;

/** A job that examines these items; null = all. */
export function checkDraft(itemIds: readonly number[] | null): JobDraft<'check'> {
  return { kind: 'check', title: 'Check files', payload: { itemIds } };
}

/**
 * Examines items in the background, one at a time and only while no other job has work: reads their files whole and
 * keeps what is doubtful. An item whose files, encodings and calibration are as they were when it was examined last is
 * passed over, so that a job that was interrupted goes on, and a second one costs little.
 */
export async function checkJob(context: Context): Promise<void> {
  const { project, payload, progress, signal, emit } = context;
  if (project.readOnly) return;
  const { itemIds } = payload;
  progress.expect(itemIds?.length ?? project.items.count(), { done: 0, failed: 0 });
  const thread = new DoctorThread();
  const news = new News(emit);
  try {
    for (const page of pagesOf(context, itemIds)) {
      for (const id of page) {
        await whileOthersWork(context);
        signal.throwIfAborted();
        const item = project.items.get(id);
        progress.begin(item.name);
        const outcome = await checkItem(context, thread, item);
        if (outcome === 'changed') news.of(id);
        progress.finish(item.name, outcome === 'failed' ? 'failed' : 'done');
      }
    }
    if (itemIds === null) project.problems.replaceDuplicates(project.duplicates.find());
  } finally {
    await thread.close();
    news.tell();
  }
}

function* pagesOf({ project }: Context, itemIds: readonly number[] | null): Generator<readonly number[]> {
  if (itemIds !== null) {
    // An item may have gone with its folder since.
    yield itemIds.filter((id) => project.items.isThere(id));
    return;
  }
  let page = project.items.idsAfter(0, pageSize);
  while (page.length > 0) {
    yield page;
    page = project.items.idsAfter(page.at(-1)!, pageSize);
  }
}

async function whileOthersWork({ project, signal }: Context): Promise<void> {
  while (project.jobs.isBusyBesides('check')) await pause(waitMs, undefined, { signal });
}

type Outcome = 'same' | 'changed' | 'failed';

async function checkItem(
  { project, signal }: Context,
  thread: DoctorThread,
  item: ItemRecord,
): Promise<Outcome> {
  await freshSources(project, item.id, signal);
  const assets = project.items.assets(item.id);
  // Files that are gone are told as missing; the item is examined when they are back.
  if (assets.some(({ isMissing }) => isMissing)) return 'failed';
  const key = keyOf(item, assets);
  if (project.problems.checkedAs(item.id) === key) return 'same';
  try {
    const names = project.items.fileNames(item.id);
    const files = assets.map((asset): FileToExamine & Pick<AssetRecord, 'sha256'> => ({
      role: asset.role,
      path: project.resolve(asset.path),
      file: names.get(asset.role) ?? asset.path,
      encoding: asset.encoding,
      sha256: asset.sha256,
    }));
    const wanted: ItemToExamine = { files, rig: item.rig, isRectified: item.cameras === null };
    const found = await thread.examine(wanted, signal);
    project.problems.saveChecked(
      item.id,
      key,
      found.map((problem) => withContent(problem, files)),
    );
    return 'changed';
  } catch (error) {
    if (isStudioError(error)) return 'failed';
    throw error;
  }
}

function withContent(
  problem: FoundProblem,
  files: readonly Pick<AssetRecord & FileToExamine, 'file' | 'sha256'>[],
): CheckedProblem {
  return { ...problem, content: files.find(({ file }) => file === problem.file)?.sha256 ?? null };
}

/** Everything that the outcome depends on. */
function keyOf({ rig, cameras }: ItemRecord, assets: readonly AssetRecord[]): string {
  const files = assets.map(({ role, sha256, encoding }) => [role, sha256, encoding]);
  const text = JSON.stringify([checksVersion, files, rig, cameras === null]);
  return createHash('sha256').update(text).digest('hex');
}

/** Tells which items have other problems now, a few times a second at most. */
class News {
  readonly #emit: Context['emit'];
  #ids: number[] = [];
  #toldAt = -Infinity;

  constructor(emit: Context['emit']) {
    this.#emit = emit;
  }

  of(itemId: number): void {
    this.#ids.push(itemId);
    if (performance.now() - this.#toldAt > tellEveryMs) this.tell();
  }

  tell(): void {
    if (this.#ids.length > 0) this.#emit({ type: 'items', ids: this.#ids });
    this.#emit({ type: 'project' });
    this.#ids = [];
    this.#toldAt = performance.now();
  }
}
