import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { proposeEncoding } from '#domain/datasets/proposeEncoding.ts';
import { StudioError } from '#domain/errors.ts';
import { effectiveRecipe } from '#domain/evaluation/effectiveRecipe.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import { resamplingsFor } from '#domain/evaluation/resamplingsFor.ts';
import { type MetricSummary, summariseFrames } from '#domain/evaluation/summariseFrames.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { Encoding } from '#domain/records.ts';
import { mapFormatOfName } from '#formats/mapFormats.ts';
import { listFolder } from '#frames/listFolder.ts';
import { loadMap, loadRawMap } from '#frames/loadFrame.ts';
import { matchPredictions } from '#frames/matchPredictions.ts';
import { type NamedPair, type ScoredPair, scorePairs, scoringPool } from '#jobs/scorePairs.ts';
import { rigFromFlags, type RigFlags } from './rigFromFlags.ts';
import { textTable } from './Terminal.ts';
import type { ExitStatus, VerbContext } from './Verb.ts';

interface FolderFlags extends RigFlags {
  readonly encoding?: string;
  readonly predEncoding?: string;
  readonly gtEncoding?: string;
  readonly mask?: string;
  readonly maps?: string;
  readonly points?: string;
  readonly byCause?: boolean;
}

/** Resamplings of the items for the intervals of confidence. */
const mostResamplings = 1000;

interface FolderContext extends Pick<VerbContext, 'terminal' | 'signal' | 'threads'> {
  /** The recipe that the flags say, for ground truth of a quantity. */
  readonly recipeFor: (groundTruth: Pick<Raster, 'quantity'>) => Recipe;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/**
 * Every map of a folder against the ground truth of the same name, on all cores: a table of means over the items.
 * @returns 1 where an item failed or a ground truth has no prediction.
 * @throws InvalidOption for flags that are for one pair; FileMissing; NotFound where no names match
 */
export async function evaluateFolders(
  [predictions, truths]: readonly [string, string],
  flags: FolderFlags,
  context: FolderContext,
): Promise<ExitStatus> {
  for (const option of ['mask', 'maps', 'points', 'byCause'] as const) {
    refuseForFolders(option === 'byCause' ? 'by-cause' : option, flags[option]);
  }
  const { terminal, signal, threads } = context;
  const { pairs, missing, recipe } = await findPairs([predictions, truths], flags, context);
  const pool = scoringPool(threads ?? undefined);
  const scored = await scorePairs(pool, pairs, {
    signal,
    onScored: progressOf(context, pairs.length),
  }).finally(() => pool.close());
  const frames = scored.flatMap(({ numbers }) => (numbers === null ? [] : [numbers.metrics]));
  const { average } = effectiveRecipe(recipe);
  const resamplings = frames.length < 2 ? 0 : resamplingsFor(frames.length, mostResamplings);
  const summary = summariseFrames(frames, { average, resamplings });
  const failed = scored.flatMap(({ name, error }) => (error === null ? [] : [{ item: name, ...error }]));
  terminal.answer({ recipe, items: scored.flatMap(itemOf), summary, failed, missing }, [
    `recipe: ${recipeLabel(recipe)}`,
    `${frames.length} items, mean over ${average}`,
    ...textTable(
      ['scope', 'metric', 'mean', '95 % from', 'to', 'median', 'unit', 'coverage', 'items'],
      summary.map(row),
    ),
    ...failed.map(({ item, tag, message }) => `failed: ${item}: ${tag}: ${message}`),
    ...missing.map((name) => `missing: ${name} has no prediction`),
  ]);
  return failed.length + missing.length === 0 ? 0 : 1;
}

function refuseForFolders(option: string, value: unknown): void {
  if (value === undefined) return;
  throw new StudioError('InvalidOption', `--${option} is for two files, not for two folders`, {
    ...{ option, expected: 'two files', found: 'two folders' },
  });
}

/** The pairs by name; calibration and recipe are for all, by the first ground truth. */
async function findPairs(
  [predictions, truths]: readonly [string, string],
  flags: FolderFlags,
  { terminal, signal, recipeFor }: FolderContext,
): Promise<{ pairs: readonly NamedPair[]; missing: readonly string[]; recipe: Recipe }> {
  const { paths } = await listFolder(truths, signal);
  const files = new Map(
    paths
      .filter((path) => mapFormatOfName(path) !== null)
      .map((path) => [path.replace(/\.[^.]+$/, ''), path]),
  );
  const { matched, missing, ambiguous } = await matchPredictions(predictions, [...files.keys()], signal);
  if (matched.length === 0) {
    throw new StudioError(
      'NotFound',
      `${predictions}: no map has the name of one of the ${files.size} in ${truths}`,
      {
        ...{ file: predictions, expected: [...files.keys()].slice(0, 3).join(', '), found: 0 },
      },
    );
  }
  const say = (line: string): void => terminal.note(line);
  const truthOf = (item: string) => join(truths, files.get(item)!);
  const first = matched[0]!;
  const truthEncoding = await encodingOf(truthOf(first.item), flags.gtEncoding ?? flags.encoding, say);
  const encoding = await encodingOf(first.path, flags.predEncoding ?? flags.encoding, say);
  const groundTruth = await loadMap(truthOf(first.item), truthEncoding);
  const recipe = recipeFor(groundTruth);
  const rig = await rigFromFlags(flags, groundTruth);
  const pairs = matched.map(({ item, path }) => ({
    ...{ name: item, rig, recipe, prediction: { path, encoding } },
    groundTruth: { path: truthOf(item), encoding: truthEncoding },
  }));
  return { pairs, recipe, missing: [...missing, ...ambiguous.map(({ item }) => item)] };
}

/** As told, or proposed by the first file for all. @throws EncodingUnknown where two readings are plausible */
async function encodingOf(
  path: string,
  told: string | undefined,
  say: (line: string) => void,
): Promise<Encoding> {
  if (told !== undefined) return parseEncoding(told);
  const raw = await loadRawMap(path);
  const { encoding, reason } = proposeEncoding({ path: path.replaceAll('\\', '/'), raw, role: null });
  say(`${path}: this and all beside it read as ${encoding.name}, ${reason}`);
  return encoding;
}

function progressOf({ terminal }: FolderContext, total: number): (scored: ScoredPair) => void {
  const began = performance.now();
  let [done, failed] = [0, 0];
  return ({ name, error }) => {
    if (error === null) done += 1;
    else failed += 1;
    const itemsPerSecond = (1000 * (done + failed)) / Math.max(1, performance.now() - began);
    const secondsLeft = (total - done - failed) / itemsPerSecond;
    terminal.progress({ title: 'Evaluate', done, failed, total, itemsPerSecond, secondsLeft, current: name });
  };
}

function itemOf({ name, numbers }: ScoredPair) {
  if (numbers === null) return [];
  const whole = numbers.metrics.filter(({ scope }) => scope === 'all');
  const metrics = Object.fromEntries(whole.map((metric) => [metric.name, metric.value]));
  return [{ item: name, alignment: numbers.alignment, metrics, warnings: numbers.warnings }];
}

function row({ scope, metric, mean, interval, median, meanCoverage, items }: MetricSummary): string[] {
  const { title, unit } = metricInfos[metric as MetricName];
  const shown = (value: number | null | undefined) => (value == null ? '–' : value.toPrecision(6));
  return [
    ...[scope, title, shown(mean), shown(interval?.[0]), shown(interval?.[1]), shown(median)],
    ...[unit === '=' ? '' : unit, meanCoverage.toFixed(4), String(items)],
  ];
}
