import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { Encoding, ItemRecord, JobRecord, PredictionRecord, RunRecord } from '#domain/records.ts';
import { loadMap, loadRawMap } from '#frames/loadFrame.ts';
import { matchPredictions, type PredictionMatches } from '#frames/matchPredictions.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { Project } from '#project/Project.ts';
import { importedMapKey } from './cacheKey.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import { givenConfidence, keepConfidence } from './givenConfidence.ts';
import type { JobContext, JobDraft } from './JobContext.ts';
import { recipeInForce, runOf } from './startRun.ts';

export interface ImportPredictionsRequest {
  /** Absolute path. */
  readonly folder: string;
  /** The name under which the maps become a method. */
  readonly method: string;
  /** Named or spelled out. */
  readonly encoding: string;
  /** Maps of how sure the method is, of the same names; absent or null = there are none. */
  readonly confidence?: GivenConfidence | null;
}

export interface GivenConfidence {
  /** Absolute path. */
  readonly folder: string;
  /** Which way the numbers go; their scale does not matter. */
  readonly larger: 'surer' | 'less-sure';
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
  { folder, method, encoding, confidence = null }: ImportPredictionsRequest,
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
  if (confidence !== null) await requireConfidence(confidence, [...chosen]);
  const payload = { runId, folder, encoding, confidence };
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
  const { confidence = null } = payload;
  if (confidence !== null) project.requireReadable(confidence.folder);
  const sure =
    confidence &&
    (await matchPredictions(
      confidence.folder,
      items.map(({ name }) => name),
    ));
  await forEachConcurrently(items, { limit: pool.size, signal }, async (item) => {
    progress.begin(item.name);
    const prediction = await takeMap(context, { run, item, encoding, matches, confidence, sure });
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
  readonly confidence: GivenConfidence | null;
  readonly sure: PredictionMatches | null;
}

/** @throws FileMissing (no folder, or nothing in it that fits) */
async function requireConfidence({ folder }: GivenConfidence, names: readonly string[]): Promise<void> {
  const { matched } = await matchPredictions(folder, names);
  if (matched.length > 0) return;
  throw new StudioError(
    'FileMissing',
    `no map of confidence in ${folder} belongs to any of the ${names.length} maps`,
    {
      ...{ file: folder, expected: names.length, found: 0 },
    },
  );
}

/** Null for an item that has none. @throws SizeMismatch; as loadRawMap */
async function confidenceMap(
  { item, confidence, sure }: Taking,
  size: { readonly width: number; readonly height: number },
): Promise<Raster<'confidence'> | null> {
  const path = sure?.matched.find((match) => match.item === item.name)?.path;
  if (confidence === null || path === undefined) return null;
  const { width, height, values: stored } = await loadRawMap(path);
  if (width !== size.width || height !== size.height) {
    const [expected, found] = [`${size.width}×${size.height}`, `${width}×${height}`];
    throw new StudioError('SizeMismatch', `${path}: the confidence is ${found}, its map is ${expected}`, {
      ...{ file: path, expected, found },
    });
  }
  const sign = confidence.larger === 'surer' ? 1 : -1;
  const values = Float32Array.from(stored, (value) => (Number.isFinite(value) ? sign * value : NaN));
  return { quantity: 'confidence', width, height, values };
}

async function takeMap({ project }: JobContext, taking: Taking): Promise<PredictionRecord> {
  const { run, item, encoding } = taking;
  const place = { runId: run.id, itemId: item.id };
  try {
    const path = mapOf(taking);
    const key = importedMapKey(await hashOf(path), encoding);
    const rasterId =
      project.rasters.idOf(key) ?? (await project.rasters.put(key, await loadMap(path, encoding)));
    const sureness = await confidenceMap(taking, project.rasters.facts(rasterId));
    const before = givenConfidence(project, rasterId);
    if (sureness !== null) await keepConfidence(project, rasterId, sureness);
    const known = project.predictions.of(run.id, item.id);
    const isSame = known?.state === 'done' && known.rasterId === rasterId;
    if (isSame && before === givenConfidence(project, rasterId)) return known;
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
