import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import { searchRange } from '#domain/stereo/SearchRange.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { ScalarMatcher } from '#wasm/sgbmScalar/ScalarMatcher.ts';
import { OpencvMatcher } from './OpencvMatcher.ts';
import type { FuzzCase } from './SgbmFuzz.ts';
import { SgbmFuzz } from './SgbmFuzz.ts';
import { stereoMatrix } from './stereoMatrix.ts';

/*
 * npm run fuzz:stereo [-- --cases 2000 --seed 1]
 *   Random pictures and options in all modes, grey and colour. What the studio runs (with 1 to 4 threads), the scalar
 *   kernels where that is not the same, and for every eighth case the reference are compared with OpenCV.
 * npm run fuzz:stereo -- --matrix [--pair Motorcycle]
 *   The real pairs with the options of fixtures/sgbm/matrix.json; SIMD kernels with 1 to 4 threads.
 *
 * Prints each difference with what is needed to repeat it, and how many maps were compared. Ends with 1 on a difference.
 */
const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    matrix: { type: 'boolean', default: false },
    pair: { type: 'string', default: '' },
  },
});
const random = seededRandom(Number(flags.seed));
const matcher = new SgbmMatcher();
const scalar = new ScalarMatcher();
const scalarWithoutSimd = new ScalarMatcher('scalar');
const tally: Record<string, number> = {};
await matcher.prepare(4);
try {
  if (flags.matrix) await stereoMatrix(matcher, flags.pair, count);
  else await fuzz();
} finally {
  await matcher.close();
}
console.log(tally);
process.exitCode = Object.keys(tally).some((what) => what.startsWith('different')) ? 1 : 0;

function count(what: string): void {
  tally[what] = (tally[what] ?? 0) + 1;
}

async function fuzz(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fathom-fuzz-'));
  const opencv = new OpencvMatcher();
  const cases = new SgbmFuzz(random);
  try {
    for (let i = 0; i < Number(flags.cases); i++) {
      const next = cases.next();
      if (isUndefined(next)) {
        count('OpenCV reads what it has not written, or aborts');
        continue;
      }
      await opencv.load(folder, next.left, next.right);
      const { sha256 } = await opencv.match(next.options, 1);
      await compare(i, next, sha256);
    }
  } finally {
    opencv.close();
    await rm(folder, { recursive: true });
  }
}

function isUndefined({ left, options }: FuzzCase): boolean {
  const effective = effectiveSgbmOptions(options);
  const { columns } = searchRange(left, effective);
  if (columns === 0) return options.mode === '3way';
  return columns <= effective.blockSize >> 1 && options.mode !== 'hh4';
}

async function compare(i: number, { left, right, options }: FuzzCase, sha256: string): Promise<void> {
  const threads = 1 + Math.floor(random() * 4);
  const poison = Math.floor(random() * 256);
  const { disparity16, path } = await matcher.match(left, right, options, { threads, poison });
  note(`${path} with ${threads} threads`, disparity16);
  if (path === 'simd' || i % 4 === 0) {
    // So little memory that modes hh and hh4 match in bands.
    note('scalar in bands', scalar.match(left, right, options, { poison, volumeBytes: 2 ** 17 }));
  }
  if (i % 4 === 1) note('scalar without SIMD', scalarWithoutSimd.match(left, right, options, { poison }));
  if (i % 8 === 0) note('reference', matchSgbm(left, right, options));

  function note(build: string, map: Int16Array): void {
    const bytes = new Uint8Array(map.buffer, map.byteOffset, map.byteLength);
    const kind = `${build.split(' ')[0]} ${options.mode} ${left.channels}`;
    const isSame = createHash('sha256').update(bytes).digest('hex') === sha256;
    count(isSame ? `same: ${kind}` : `different: ${kind}`);
    if (isSame) return;
    console.log(
      `--seed ${flags.seed}, case ${i} differs: ${left.width}×${left.height}, ${build}, ${JSON.stringify(options)}`,
    );
  }
}
