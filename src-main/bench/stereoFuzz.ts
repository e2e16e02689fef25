import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isStudioError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import { searchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { OpencvMatcher } from './OpencvMatcher.ts';

/*
 * npm run fuzz:stereo [-- --cases 2000 --seed 1]
 *
 * Random pictures, options and numbers of threads, in all modes; every map is compared with OpenCV's. Prints each
 * difference with what is needed to repeat it, and how many cases which path took. Ends with 1 on a difference.
 */
const { values: flags } = parseArgs({
  options: { cases: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const modes = ['sgbm', 'hh', '3way', 'hh4'] as const;
const random = seededRandom(Number(flags.seed));
const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
const folder = await mkdtemp(join(tmpdir(), 'fathom-fuzz-'));
const opencv = new OpencvMatcher();
const matcher = new SgbmMatcher();
await matcher.prepare(4);
const tally: Record<string, number> = {};
try {
  for (let i = 0; i < Number(flags.cases); i++) await oneCase(i);
} finally {
  opencv.close();
  await matcher.close();
  await rm(folder, { recursive: true });
}
console.log(tally);
process.exitCode = tally['different'] === undefined ? 0 : 1;

async function oneCase(i: number): Promise<void> {
  const width = whole(8, 260);
  const height = random() < 0.3 ? whole(1, 12) : whole(4, 90);
  const [left, right] = randomPair(width, height);
  const options = randomOptions(i);
  const effective = effectiveSgbmOptions(options);
  const { columns } = searchRange(left, effective);
  // Here OpenCV reads memory that it has not written, or aborts.
  if (columns <= effective.blockSize >> 1 && (columns > 0 || options.mode === '3way')) {
    count('undefined');
    return;
  }
  const threads = whole(1, 4);
  const poison = whole(0, 255);
  try {
    const { disparity16, path } = await matcher.match(left, right, options, { threads, poison });
    await opencv.load(folder, left, right);
    const { sha256 } = await opencv.match(options, 1);
    const digest = createHash('sha256').update(new Uint8Array(disparity16.buffer)).digest('hex');
    count(`${options.mode} ${path}`);
    if (digest === sha256) return;
    count('different');
    console.log(
      `case ${i} differs: ${width}×${height}, ${threads} threads, ${path}, ${JSON.stringify(options)}`,
    );
  } catch (error) {
    if (!isStudioError(error)) throw error;
    count(`${options.mode} refused`);
  }
}

function count(what: string): void {
  tally[what] = (tally[what] ?? 0) + 1;
}

/** Noise, a smooth texture moved by some pixels, inverted binary noise, stripes against a plain wall, or two plain walls. */
function randomPair(width: number, height: number): readonly [Picture, Picture] {
  const kind = random();
  const shift = whole(0, 30);
  const shade = whole(0, 255);
  const texture = Float64Array.from({ length: (width + 30) * height }, () => random() * 255);
  const smooth = (at: number) =>
    (texture[at]! + texture[Math.max(at - 1, 0)]! + texture[Math.max(at - 2, 0)]!) / 3;
  const view = (sample: (at: number, x: number) => number): Picture => {
    const data = Uint8Array.from({ length: width * height }, (_, i) => {
      const x = i % width;
      return sample(((i - x) / width) * (width + 30) + x, x);
    });
    return { width, height, channels: 1, data };
  };
  if (kind < 0.5) return [view(smooth), view((at) => Math.max(0, smooth(at + shift) - random() * 8))];
  if (kind < 0.65) return [view((at) => texture[at]!), view(() => whole(0, 255))];
  const binary = (at: number) => (texture[at]! < 128 ? 0 : 255);
  if (kind < 0.8) return [view(binary), view((at) => 255 - binary(at + 9))];
  const period = whole(2, 5);
  if (kind < 0.92) return [view((_, x) => (Math.floor(x / period) & 1) * 255), view(() => shade)];
  return [view(() => shade), view(() => 255 - shade)];
}

function randomOptions(i: number): SgbmOptions {
  const isLarge = random() < 0.15;
  const blockSize = isLarge ? whole(11, 25) : whole(0, 11);
  return {
    mode: modes[i % 4]!,
    minDisparity: whole(-40, 16),
    numDisparities: 16 * whole(1, 8),
    blockSize,
    P1: whole(0, 800),
    P2: isLarge ? whole(0, 32_767) : whole(0, 3500),
    disp12MaxDiff: random() < 0.5 ? whole(-1, 3) : 100,
    preFilterCap: whole(0, 127),
    uniquenessRatio: random() < 0.3 ? 0 : whole(-1, 100),
    speckleWindowSize: random() < 0.3 ? 0 : whole(1, 200),
    speckleRange: whole(0, 4),
  };
}
