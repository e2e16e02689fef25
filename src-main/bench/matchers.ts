import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { disparityMetrics } from '#domain/metrics/disparityMetrics.ts';
import { matchPair } from '#jobs/matchPair.ts';
import { loadMiddlebury, middleburySamples } from '#testing/middleburySamples.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';

/*
 * npm run bench:matchers [-- --write] [--sample cones] [--method block]
 *
 * Every matcher and filter on real pairs with dense ground truth: how often it is more than 2 px off where it gives a
 * value, and where a missing value counts as wrong. `--write` puts the table, or the lines of the named methods, into
 * docs/matchers.md. Belief propagation on aloe takes 1.5 GiB and a minute.
 */
const { values: flags } = parseArgs({
  options: {
    write: { type: 'boolean' },
    sample: { type: 'string' },
    method: { type: 'string', multiple: true },
  },
});
const specs = [
  'block:cost=sad',
  'block:cost=ssd',
  'block:cost=ncc',
  'block:cost=census',
  'block:cost=census,leftRightMaxDiff=1,median=5,speckleSize=100',
  'global',
  'global:leftRightMaxDiff=1',
  'sgbm',
  'sgbm:mode=hh',
  'sgbm:mode=3way',
  'sgbm:mode=hh4',
  'sgbm:leftRightMaxDiff=1',
  'sgbm:mode=hh,fill=background',
  'sgbm:mode=hh,fill=wls-holes',
  'sgbm:mode=hh,fill=wls',
];
const file = join(import.meta.dirname, '../../docs/matchers.md');
const markers = ['<!-- npm run bench:matchers -- --write -->', '<!-- end of the table -->'] as const;

if (!hasSharedData) throw new Error(`the real pairs are not there: ${sharedData}`);
if (flags.write === true && flags.sample !== undefined) throw new Error('--write takes all samples');
const samples = middleburySamples.filter(({ name }) => flags.sample === undefined || flags.sample === name);
const wanted = flags.method ?? specs;
const rows = new Map(wanted.map((spec) => [spec, [] as string[]]));
const pool = new ComputePool({ size: 2 });
const { signal } = new AbortController();
try {
  for (const sample of samples) {
    const { left, right, truth } = await loadMiddlebury(sample);
    const groundTruth = Float64Array.from(truth.values);
    for (const spec of wanted) {
      const { disparity, matchMs, filterMs } = await matchPair(
        { pool, signal },
        withRange(spec, sample.range),
        { left, right },
      );
      const metrics = disparityMetrics(groundTruth, Float64Array.from(disparity.values), null);
      const known = truth.values.filter((value) => !Number.isNaN(value)).length;
      const coverage = (100 * metrics.bad2.pixels) / known;
      const cell = [metrics.bad2.value, metrics.totalBad2.value, coverage]
        .map((v) => (v ?? NaN).toFixed(1))
        .join(' / ');
      rows.get(spec)!.push(cell);
      console.log(
        `${sample.name}  ${spec}: ${cell}  (${(matchMs / 1000).toFixed(1)} + ${(filterMs / 1000).toFixed(1)} s)`,
      );
    }
  }
} finally {
  await pool.close();
}
const header = [
  `| method | ${samples.map(({ name }) => name).join(' | ')} |`,
  `| --- | ${samples.map(() => '---').join(' | ')} |`,
];
const lines = new Map([...rows].map(([spec, cells]) => [spec, `| \`${spec}\` | ${cells.join(' | ')} |`]));
if (flags.write === true) await writeTable();
else console.log(`\n${[...header, ...lines.values()].join('\n')}`);

/** The spec with the sample's range, which the table does not repeat. */
function withRange(spec: string, range: string): StereoMethod {
  const method = parseMethodSpec(`${spec}${spec.includes(':') ? ',' : ':'}${range}`);
  if (method.kind === 'network') throw new Error(`${formatMethodSpec(method)} does not match pairs`);
  return method;
}

/** Methods that were not run this time keep their line. */
async function writeTable(): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [before, rest] = text.split(markers[0]);
  const [old, after] = rest?.split(markers[1]) ?? [];
  if (before === undefined || old === undefined || after === undefined) {
    throw new Error(`${file} lacks ${markers.join(' or ')}`);
  }
  const kept = (spec: string) => old.split('\n').find((line) => line.includes(`\`${spec}\``));
  const table = specs.flatMap((spec) => lines.get(spec) ?? kept(spec)?.replaceAll(/ +/g, ' ') ?? []);
  await writeFile(
    file,
    `${before}${markers[0]}\n\n${[...header, ...table].join('\n')}\n\n${markers[1]}${after}`,
  );
}
