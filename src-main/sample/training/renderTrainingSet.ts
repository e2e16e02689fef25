import { mkdir, open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { familyNames, makeStage, pixelsPerPicture } from './makeStage.ts';
import { renderStage } from './renderStage.ts';

/** Pictures per shard: a shard is what is kept when the work is stopped. */
const shardSize = 100;

interface Job {
  readonly folder: string;
  readonly seed: number;
  readonly shards: readonly number[];
}

/**
 * Renders shards of a training set. Shard k holds three raw little-endian arrays without headers:
 * k.rgb (uint8, 100 × 49152 × 3), k.inverse (float32, 100 × 49152, 1/m, sky 0) and k.index (int32, 100 × 3: width,
 * height, family). A shard whose index exists is whole and is not rendered again.
 */
async function renderShards({ folder, seed, shards }: Job): Promise<void> {
  for (const shard of shards) {
    const path = (part: string) => join(folder, `${String(shard).padStart(4, '0')}.${part}`);
    if (await stat(path('index')).catch(() => null)) continue;
    const start = performance.now();
    const rgb = new Uint8Array(shardSize * pixelsPerPicture * 3);
    const inverse = new Float32Array(shardSize * pixelsPerPicture);
    const index = new Int32Array(shardSize * 3);
    for (let i = 0; i < shardSize; i++) {
      const { stage, family, width, height } = makeStage(seed, shard * shardSize + i);
      const picture = renderStage(stage, width, height);
      rgb.set(picture.rgb, i * pixelsPerPicture * 3);
      inverse.set(picture.inverseDepth, i * pixelsPerPicture);
      index.set([width, height, familyNames.indexOf(family)], i * 3);
    }
    for (const [part, data] of [
      ['rgb', rgb],
      ['inverse', inverse],
      ['index', index],
    ] as const) {
      const file = await open(path(part), 'w');
      await file.writeFile(data);
      await file.close();
    }
    console.log(`shard ${shard}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      first: { type: 'string', default: '0' },
      shards: { type: 'string', default: '50' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  });
  if (values.out === undefined) throw new Error('say where the set goes: --out FOLDER');
  const folder = values.out;
  await mkdir(folder, { recursive: true });
  const first = Number(values.first);
  const all = Array.from({ length: Number(values.shards) }, (_, i) => first + i);
  const threads = Number(values.threads);
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const job: Job = {
        folder,
        seed: Number(values.seed),
        shards: all.filter((shard) => shard % threads === thread),
      };
      const worker = new Worker(new URL(import.meta.url), { workerData: job });
      return new Promise<void>((resolve, reject) => {
        worker.once('error', reject);
        worker.once('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
        );
      });
    }),
  );
}

if (isMainThread) await main();
else await renderShards(workerData as Job);
