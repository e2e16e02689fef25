import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmMode, SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { OpencvMatcher } from './OpencvMatcher.ts';

/*
 * npm run bench:stereo [-- --rounds 15 --pair motorcycle --mode sgbm]
 *
 * Times whole matches against OpenCV's on the same pictures: in every round OpenCV and then Fathom, with one thread and
 * with two, so that a busy spell hits both. Medians, after three rounds that do not count: both sides are warm, and V8 has
 * compiled the kernels a second time. Every map is compared while it is timed. "ratio" is that of the medians, "pairs" the
 * median of the rounds' own ratios, "minima" that of the shortest times; "goal" is what the ratio should be at most. "others" is how many cores other programs used meanwhile: above
 * 0.2, marked busy, the two-thread numbers mean little.
 */
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    pair: { type: 'string' },
    mode: { type: 'string' },
  },
});
const pairs = [
  {
    name: 'motorcycle',
    folder: 'middlebury2014_Motorcycle_Q',
    files: ['im0.png', 'im1.png'],
    disparities: 96,
  },
  { name: 'aloe', folder: 'middlebury2006_aloe_full', files: ['aloeL.jpg', 'aloeR.jpg'], disparities: 160 },
  {
    name: 'kitti',
    folder: 'kitti2015/training',
    files: ['image_2/000000_10.png', 'image_3/000000_10.png'],
    disparities: 128,
  },
] as const;
const modes: readonly SgbmMode[] = ['sgbm', '3way', 'hh', 'hh4'];
const warmUps = 3;
/** Ratios with one thread against one, and with two against OpenCV's two. */
const goals: Readonly<Record<SgbmMode, { readonly 1: number; readonly 2: number }>> = {
  sgbm: { 1: 0.55, 2: 0.32 },
  '3way': { 1: 0.58, 2: 0.6 },
  hh: { 1: 0.4, 2: 0.21 },
  hh4: { 1: 0.3, 2: 0.23 },
};

if (!hasSharedData) throw new Error(`the real pairs are not there: ${sharedData}`);
const folder = await mkdtemp(join(tmpdir(), 'fathom-bench-'));
const opencv = new OpencvMatcher();
const matcher = new SgbmMatcher();
await matcher.prepare(2);
console.log(`${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
console.log(
  'pair        size       disp  mode  threads   OpenCV ms   Fathom ms   ratio  pairs  minima   goal  others        maps',
);
try {
  for (const pair of pairs.filter(({ name }) => flags.pair === undefined || flags.pair === name)) {
    const [left, right] = await Promise.all(pair.files.map((file) => load(`stereo/${pair.folder}/${file}`)));
    await opencv.load(folder, left!, right!);
    for (const mode of modes.filter((name) => flags.mode === undefined || flags.mode === name)) {
      const options = completeSgbmOptions({ mode, numDisparities: pair.disparities });
      await compare(pair.name, [left!, right!], options);
    }
  }
} finally {
  opencv.close();
  await matcher.close();
  await rm(folder, { recursive: true });
}

async function load(file: string): Promise<Picture> {
  return greyFromRgb(await decodePicture(await readFile(join(sharedData, file)), file));
}

async function compare(
  name: string,
  [left, right]: readonly [Picture, Picture],
  options: SgbmOptions,
): Promise<void> {
  const times = {
    1: { opencv: [] as number[], fathom: [] as number[] },
    2: { opencv: [] as number[], fathom: [] as number[] },
  };
  let equal = 0;
  let compared = 0;
  let pythonMs = 0;
  const before = coresUsed();
  for (let round = 0; round < warmUps + Number(flags.rounds); round++) {
    for (const threads of [1, 2] as const) {
      const expected = await opencv.match(options, threads);
      const start = performance.now();
      const { disparity16, path } = await matcher.match(left, right, options, { threads });
      const ms = performance.now() - start;
      pythonMs += expected.cpuMs;
      compared += 1;
      equal += Number(path === 'simd' && digest(disparity16) === expected.sha256);
      if (round < warmUps) continue;
      times[threads].opencv.push(expected.ms);
      times[threads].fathom.push(ms);
    }
  }
  const after = coresUsed();
  const others =
    (after.busyMs - before.busyMs - (after.ownMs - before.ownMs) - pythonMs) / (after.wallMs - before.wallMs);
  for (const threads of [1, 2] as const) {
    const { opencv: theirs, fathom: ours } = times[threads];
    console.log(
      [
        name.padEnd(11),
        `${left.width}×${left.height}`.padEnd(10),
        String(options.numDisparities).padStart(4),
        ` ${options.mode}`.padEnd(6),
        String(threads).padStart(6),
        median(theirs).toFixed(1).padStart(13),
        median(ours).toFixed(1).padStart(11),
        (median(ours) / median(theirs)).toFixed(3).padStart(8),
        median(ours.map((ms, i) => ms / theirs[i]!))
          .toFixed(3)
          .padStart(6),
        (Math.min(...ours) / Math.min(...theirs)).toFixed(3).padStart(7),
        goals[options.mode][threads].toFixed(2).padStart(7),
        Math.max(others, 0).toFixed(2).padStart(7),
        others > 0.2 ? 'busy ' : '     ',
        equal === compared ? 'equal' : `${compared - equal} of ${compared} DIFFER`,
      ].join(' '),
    );
  }
}

/** Time that all programs, and that this one, spent on all cores so far. */
function coresUsed(): { busyMs: number; ownMs: number; wallMs: number } {
  const busyMs = cpus().reduce((sum, { times: t }) => sum + t.user + t.nice + t.sys + t.irq, 0);
  const { user, system } = process.cpuUsage();
  return { busyMs, ownMs: (user + system) / 1000, wallMs: performance.now() };
}

function digest(map: Int16Array): string {
  return createHash('sha256').update(new Uint8Array(map.buffer)).digest('hex');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
