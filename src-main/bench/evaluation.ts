import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ComputePool } from '#compute/pool/ComputePool.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { encodingNamed } from '#domain/datasets/encodings.ts';
import { reviveError } from '#domain/errors.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { evaluateFrame, type EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import { fillHoles } from '#domain/evaluation/fillHoles.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import { summariseFrames } from '#domain/evaluation/summariseFrames.ts';
import type { MetricFamily } from '#domain/metrics/metricFamilies.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { MetricRecord } from '#domain/records.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { completeSgbmOptions, type SgbmMode } from '#domain/stereo/SgbmOptions.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { scorePairs, scoringPool } from '#jobs/scorePairs.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { metricKernels } from '#wasm/metrics/metricKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { type EvaluationTimes, NumpyEvaluation } from './NumpyEvaluation.ts';

/*
 * npm run bench:evaluation [-- --rounds 7 --dataset 200]
 *
 * A KITTI frame of 1242×375: what mode hh sees with its holes filled stands for a dense ground truth, mode sgbm is judged.
 * Every metric that needs no network and no annotation, on one thread, against evaluation.py; in every round the one and
 * then the other. Times are CPU time of the whole process, so that other programs matter less. The numbers are compared
 * while they are timed. `--rounds 0` leaves this part out. `--dataset N` takes N frames from files to a table, with all
 * cores on our side, in five turns with the script, by the clock. Failure regions, which the script does not make, are left
 * out of both, and of the latter the maps, too.
 */
const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, dataset: { type: 'string', default: '0' } },
});
/** What the one takes of the other's time at most, by issue. */
const goals = { frame: 0.25, dataset: 0.2 } as const;
const turns = 5;
const families: readonly MetricFamily[] = [
  'losses',
  'boundary',
  'edges',
  'normals',
  'planes',
  'cloud',
  'sparsification',
];
/** SSIM and logarithms differ by rounding; sums of many terms by their order. */
const agreement = 1e-6;

if (!hasSharedData) throw new Error(`the KITTI frame is not there: ${sharedData}`);
const folder = await mkdtemp(join(tmpdir(), 'fathom-bench-'));
const frame = await loadFrame();
await writeInputs();
const numpy = new NumpyEvaluation(folder, frame.rig);
console.log(
  `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}; ${await numpy.start()}`,
);
try {
  const rounds = Number(flags.rounds);
  if (rounds > 0)
    console.log('CPU, one thread      NumPy ms   Fathom ms   ratio  of minima   goal   numbers');
  const [kernels, scratch] = [metricKernels(), new ScratchMaps()];
  for (const part of rounds > 0 ? (['frame', 'pixels', ...families] as const) : []) {
    const wanted = part === 'frame' ? families : part === 'pixels' ? [] : [part];
    await compare(part, () => {
      const context = { checkCancelled: () => undefined, progress: () => undefined, kernels, scratch };
      const { metrics } = evaluateFrame({ ...frame, recipe: recipeOf(wanted) }, context);
      return Promise.resolve(metrics);
    });
  }
  if (Number(flags.dataset) > 0) await compareDatasets(Number(flags.dataset));
} finally {
  numpy.close();
  await rm(folder, { recursive: true });
}

/** Regions, which the other side does not make, are left out. */
function recipeOf(wanted: readonly MetricFamily[]): Recipe {
  const usual = defaultRecipe('disparity');
  return { ...usual, families: wanted, regions: { ...usual.regions, errorAbove: null } };
}

async function compare(request: string, ours: () => Promise<readonly MetricRecord[]>): Promise<void> {
  const times = { theirs: [] as EvaluationTimes[], ours: [] as EvaluationTimes[] };
  for (let round = 0; round <= Number(flags.rounds); round += 1) {
    const theirs = await numpy.run(request);
    const own = await timed(ours);
    if (round === 0) continue;
    times.theirs.push(theirs);
    times.ours.push(own);
  }
  const cpu = (runs: readonly EvaluationTimes[]) => runs.map(({ cpuMs }) => cpuMs);
  const sameNumbers = agreementOf(times.ours[0]!, times.theirs[0]!);
  printRow(request, cpu(times.theirs), cpu(times.ours), sameNumbers);
}

function printRow(name: string, theirs: readonly number[], ours: readonly number[], note: string): void {
  const goal = name in goals ? `≤ ${goals[name as keyof typeof goals]}` : '';
  console.log(
    name.padEnd(16),
    median(theirs).toFixed(1).padStart(12),
    median(ours).toFixed(1).padStart(11),
    (median(ours) / median(theirs)).toFixed(3).padStart(7),
    (Math.min(...ours) / Math.min(...theirs)).toFixed(3).padStart(10),
    goal.padStart(6),
    `  ${note}`,
  );
}

/** Times of the clock, per frame: all cores are the point. */
async function compareDatasets(count: number): Promise<void> {
  const pool = scoringPool();
  const each = Math.ceil(count / turns);
  const times = { theirs: [] as EvaluationTimes[], ours: [] as EvaluationTimes[] };
  try {
    await runFrames(pool, 2 * pool.size);
    for (let turn = 0; turn < turns; turn += 1) {
      times.theirs.push(await numpy.run(`dataset ${each}`));
      times.ours.push(await timed(() => runFrames(pool, each)));
    }
  } finally {
    await pool.close();
  }
  console.log(
    `clock, ${each * turns} frames from files to a table (no maps, no regions), ms a frame; ${pool.size} cores on our side`,
  );
  const perFrame = (runs: readonly EvaluationTimes[]) => runs.map(({ wallMs }) => wallMs / each);
  const sameNumbers = agreementOf(times.ours[0]!, times.theirs[0]!);
  printRow('dataset', perFrame(times.theirs), perFrame(times.ours), sameNumbers);
  const cpu = (runs: readonly EvaluationTimes[]) => runs.map(({ cpuMs }) => cpuMs / each);
  printRow('dataset, CPU', cpu(times.theirs), cpu(times.ours), '');
}

/** As `fathom evaluate` does it with two folders. */
async function runFrames(pool: ComputePool, count: number): Promise<readonly MetricRecord[]> {
  const pair = {
    prediction: { path: join(folder, 'prediction.npy'), encoding: encodingNamed('pixels') },
    groundTruth: { path: join(folder, 'truth.png'), encoding: encodingNamed('kitti-disparity') },
    rig: frame.rig,
    recipe: recipeOf([]),
  };
  const pairs = Array.from({ length: count }, (_, k) => ({ ...pair, name: `frame ${k}` }));
  const scored = await scorePairs(pool, pairs, { signal: new AbortController().signal });
  const tables = scored.map(({ numbers, error }) => {
    if (numbers === null) throw reviveError(error);
    return numbers.metrics;
  });
  return summariseFrames(tables).map(({ scope, metric, mean }) => ({
    ...{ scope, name: metric, value: mean, coverage: 1, pixels: 1 },
  }));
}

async function timed(run: () => Promise<readonly MetricRecord[]>): Promise<EvaluationTimes> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const metrics = await run();
  const { user, system } = process.cpuUsage(cpu);
  const known = metrics
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => [name, value!] as const);
  return {
    wallMs: performance.now() - wall,
    cpuMs: (user + system) / 1000,
    numbers: Object.fromEntries(known),
  };
}

function agreementOf(ours: EvaluationTimes, theirs: EvaluationTimes): string {
  const shared = Object.entries(theirs.numbers).filter(([name]) => name in ours.numbers);
  const wrong = shared.filter(
    ([name, value]) =>
      !(Math.abs(ours.numbers[name]! - value) <= agreement * Math.max(1e-3, Math.abs(value))),
  );
  if (wrong.length === 0) return `${shared.length} equal`;
  return `DIFFER: ${wrong.map(([name, value]) => `${name} ${ours.numbers[name]} for ${value}`).join(', ')}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

async function loadFrame(): Promise<
  EvaluateFrameInput & { readonly rig: StereoRig; readonly uncertainty: Float32Array }
> {
  const [left, right] = await Promise.all(['image_2', 'image_3'].map(loadGrey));
  const matcher = new SgbmMatcher();
  const match = async (mode: SgbmMode): Promise<Raster> => {
    const options = completeSgbmOptions({ mode, numDisparities: 128 });
    const { disparity16 } = await matcher.match(left!, right!, options, { threads: 1 });
    return disparityFromFixed(disparity16, left!, options);
  };
  const [prediction, truth] = [await match('sgbm'), await match('hh')];
  await matcher.close();
  const { width, height } = left!;
  // Nothing at infinity, so that every pixel has a depth.
  const filled = fillHoles(Float64Array.from(truth.values), width, height).map((d) => Math.max(d, 4));
  const groundTruth: Raster = { ...truth, values: Float32Array.from(filled) };
  const rig = {
    focalPx: 721.5377,
    cxPx: 609.5593,
    cyPx: 172.854,
    baselineM: 0.5327,
    doffsPx: 0,
    width,
    height,
  };
  const uncertainty =
    left!.data.length === filled.length
      ? Float32Array.from(left!.data, (v, i) => v + (i % 97) / 100)
      : new Float32Array();
  return { groundTruth, prediction, rig, recipe: recipeOf([]), classMasks: [], uncertainty };
}

async function loadGrey(side: string): Promise<Picture> {
  const file = join(sharedData, 'stereo/kitti2015/training', side, '000000_10.png');
  return greyFromRgb(await decodePicture(await readFile(file), basename(file)));
}

/** What both sides read. */
async function writeInputs(): Promise<void> {
  const { groundTruth, prediction, uncertainty } = frame;
  const maps = { truth: groundTruth.values, prediction: prediction.values, uncertainty };
  for (const [name, values] of Object.entries(maps)) {
    await writeFile(
      join(folder, `${name}.f32`),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }
  await writeFile(
    join(folder, 'prediction.npy'),
    encodeNpy(prediction.values, [prediction.height, prediction.width]),
  );
  const truth = join(sharedData, 'stereo/kitti2015/training/disp_occ_0/000000_10.png');
  await writeFile(join(folder, 'truth.png'), await readFile(truth));
}
