import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { Encoding, ItemRecord, JobRecord, PredictionRecord, RunRecord } from '#domain/records.ts';
import { loadMap } from '#frames/loadFrame.ts';
import { matchPredictions, type PredictionMatches } from '#frames/matchPredictions.ts';
import type { Project } from '#project/Project.ts';
import { importedMapKey } from './cacheKey.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import type { JobContext, JobDraft } from './JobContext.ts';
import { recipeInForce, runOf } from './startRun.ts';

export interface ImportPredictionsRequest {
  /** Absolute path. */
  readonly folder: string;
  /** The name under which the maps become a method. */
  readonly method: string;
  /** Named or spelled out. */
  readonly encoding: string;
}

export interface StartedPredictionImport {
  readonly run: RunRecord;
  readonly job: JobRecord;
  readonly matches: PredictionMatches;
}

/**
 * Queues a job that takes a folder of maps made elsewhere as a method's results. Items without a map are left out.
 *
 * @throws InvalidOption (encoding, method name), FileMissing (no folder, or no map that fits an item)
 */
export async function startPredictionImport(
  project: Project,
  add: (draft: JobDraft) => JobRecord,
  { folder, method, encoding }: ImportPredictionsRequest,
): Promise<StartedPredictionImport> {
  parseEncoding(encoding);
  const items = project.items.all();
  const matches = await matchPredictions(
    folder,
    items.map(({ name }) => name),
  );
  const chosen = new Set([...matches.matched, ...matches.ambiguous].map(({ item }) => item));
  if (chosen.size === 0) {
    const found = matches.unmatched.length;
    throw new StudioError(
      'FileMissing',
      `no map in ${folder} belongs to any of the ${items.length} items; ${found} other maps are there`,
      { file: folder, expected: items.length, found },
    );
  }
  const itemIds = items.filter(({ name }) => chosen.has(name)).map(({ id }) => id);
  const runId = runOf(project, { spec: method, kind: 'imported', options: { encoding } }, itemIds);
  const payload = { runId, folder, encoding };
  const job = add({ kind: 'import-predictions', title: `Import predictions ${method}`, payload, runId });
  return { run: project.runs.get(runId), job, matches };
}

/** Takes the maps in, item by item, and compares them; maps that are known already and unchanged are passed over. */
export async function importPredictionsJob(context: JobContext<'import-predictions'>): Promise<void> {
  const { project, pool, payload, progress, signal } = context;
  const run = project.runs.get(payload.runId);
  project.requireReadable(payload.folder);
  const encoding = parseEncoding(payload.encoding);
  project.runs.setRecipe(run.id, recipeInForce(project).hash);
  const items = project.runs.itemIds(run.id).map((id) => project.items.get(id));
  progress.expect(items.length, { done: 0, failed: 0 });
  const matches = await matchPredictions(
    payload.folder,
    items.map(({ name }) => name),
  );
  await forEachConcurrently(items, { limit: pool.size, signal }, async (item) => {
    progress.begin(item.name);
    const prediction = await takeMap(context, { run, item, encoding, matches });
    const isTaken = prediction.state === 'done';
    const isFailed = !isTaken || (await evaluatePrediction(context, prediction)) === 'failed';
    if (!isTaken) context.emit({ type: 'evaluated', runId: run.id, itemId: item.id });
    progress.finish(item.name, isFailed ? 'failed' : 'done');
  });
}

interface Taking {
  readonly run: RunRecord;
  readonly item: ItemRecord;
  readonly encoding: Encoding;
  readonly matches: PredictionMatches;
}

async function takeMap({ project }: JobContext, taking: Taking): Promise<PredictionRecord> {
  const { run, item, encoding } = taking;
  const place = { runId: run.id, itemId: item.id };
  try {
    const path = mapOf(taking);
    const key = importedMapKey(await hashOf(path), encoding);
    const rasterId =
      project.rasters.idOf(key) ?? (await project.rasters.put(key, await loadMap(path, encoding)));
    const known = project.predictions.of(run.id, item.id);
    if (known?.state === 'done' && known.rasterId === rasterId) return known;
    return project.predictions.saveDone({ ...place, rasterId, quantity: encoding.quantity, elapsedMs: 0 });
  } catch (error) {
    if (!isStudioError(error)) throw error;
    const { tag, message, fields } = error;
    return project.predictions.saveFailed({ ...place, error: { tag, message, fields }, elapsedMs: 0 });
  }
}

/** @throws FileMissing where no map, or more than one, fits the item. */
function mapOf({ item, matches }: Taking): string {
  const matched = matches.matched.find((match) => match.item === item.name);
  if (matched) return matched.path;
  const several = matches.ambiguous.find((match) => match.item === item.name)?.files.join(', ');
  const why =
    several === undefined ? `no map fits ${item.name}` : `several maps fit ${item.name}: ${several}`;
  throw new StudioError('FileMissing', why, { item: item.name, expected: 'one map', found: several ?? null });
}

/** SHA-256 of a file; `x.npz:key` names an array in it, and its hash covers the name. @throws FileMissing */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const colon = path.lastIndexOf('.npz:');
  const file = colon < 0 ? path : path.slice(0, colon + 4);
  if (file !== path) hash.update(path.slice(file.length));
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw new StudioError('FileMissing', `${file} cannot be read`, { file }, error);
  }
  return hash.digest('hex');
}
