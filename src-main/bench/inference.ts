/*
 * Fathom's time per picture against a bare onnxruntime-node loop on the same graph, input size and threads; the device's
 * idle share over a batch; the time from start to first prediction. `npm run bench:inference [-- --model GRAPH.onnx
 * --pictures 100 --rounds 5]`. Without --model Depth Anything V2's real structure is built with random weights by
 * tools/depthAnythingV2 (needs Debian's python3-torch).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { networkDefaults } from '#domain/methods/NetworkOptions.ts';
import { networkSize } from '#domain/networks/networkSize.ts';
import { encodePngSamples } from '#formats/sharpImage.ts';
import { Inference } from '#inference/Inference.ts';
import type { InferenceAnswer, LocatedModel } from '#inference/protocol.ts';
import { seededRandom } from '#testing/seededRandom.ts';

const root = resolve(import.meta.dirname, '../..');
const { values: flags } = parseArgs({
  options: {
    model: { type: 'string' },
    pictures: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'fathom-bench-'));
const threads = availableParallelism();
const picture = { width: 640, height: 480 };
/** As many items as a run has under way. */
const underWay = 5;
const perRound = 2;

async function paint(): Promise<string> {
  const random = seededRandom(1);
  const { width, height } = picture;
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 127 + 60 * Math.sin(x / 31 + (i % 3)) * Math.cos(y / 23) + 40 * (random() - 0.5);
  });
  const file = join(folder, 'picture.png');
  writeFileSync(file, await encodePngSamples({ ...picture, channels: 3, data }));
  return file;
}

function modelPath(): string {
  if (flags.model !== undefined) return resolve(flags.model);
  const out = join(folder, 'vits.onnx');
  execFileSync('/usr/bin/python3', [join(root, 'tools/depthAnythingV2/build.py'), out], { stdio: 'inherit' });
  return out;
}

interface Spent {
  readonly wallMs: number;
  /** Of all threads; null where the system does not tell. Less at the mercy of what else the machine does. */
  readonly cpuMs: number | null;
}

/** What a stretch of work costs per picture, in this process and in the inference process. */
async function spentOn(
  pictures: number,
  pid: () => number | null,
  work: () => Promise<unknown>,
): Promise<Spent> {
  const cpuMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000 + childCpuMs(pid());
  };
  const [startedAt, cpuBefore] = [performance.now(), cpuMs()];
  await work();
  const wallMs = (performance.now() - startedAt) / pictures;
  return { wallMs, cpuMs: process.platform === 'linux' ? (cpuMs() - cpuBefore) / pictures : null };
}

/** User and system time of a process, in ticks of 10 ms. */
function childCpuMs(pid: number | null): number {
  if (pid === null || process.platform !== 'linux') return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** A loop that does nothing but run the session. */
async function bareLoop(model: LocatedModel): Promise<() => Promise<void>> {
  const session = await InferenceSession.create(model.graph, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const { width, height } = networkSize(picture, model.manifest.input!.resize);
  const feeds = {
    [session.inputNames[0]!]: new Tensor('float32', new Float32Array(3 * width * height).fill(0.3), [
      1,
      3,
      height,
      width,
    ]),
  };
  await session.run(feeds);
  return async () => {
    for (let i = 0; i < perRound; i++) await session.run(feeds);
  };
}

async function batch(
  inference: Inference,
  model: LocatedModel,
  left: string,
  count: number,
): Promise<InferenceAnswer[]> {
  const answers: InferenceAnswer[] = [];
  const options = { ...networkDefaults, provider: 'cpu' } as const;
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started++ < count) {
      answers.push(await inference.process.predict({ model, options, left, right: null, focalPx: null }));
    }
  };
  await Promise.all(Array.from({ length: underWay }, lane));
  return answers;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

function print(line: string): void {
  console.log(line);
}

async function timePerPicture(inference: Inference, model: LocatedModel, left: string): Promise<void> {
  const bare = await bareLoop(model);
  await batch(inference, model, left, perRound);
  const pid = () => inference.process.pid;
  const ours = 2 * perRound;
  const rounds: { bare: Spent; ours: Spent }[] = [];
  for (let i = 0; i < Number(flags.rounds); i++) {
    const round = {
      bare: await spentOn(perRound, () => null, bare),
      ours: await spentOn(ours, pid, () => batch(inference, model, left, ours)),
    };
    rounds.push(round);
    const told = ({ wallMs, cpuMs }: Spent) => `${wallMs.toFixed(0)} ms (CPU ${cpuMs?.toFixed(0) ?? '–'})`;
    print(`round ${i + 1}: bare ${told(round.bare)}, Fathom ${told(round.ours)} a picture`);
  }
  const ratio = (of: (spent: Spent) => number) =>
    (median(rounds.map((r) => of(r.ours))) / median(rounds.map((r) => of(r.bare)))).toFixed(3);
  print(`time per picture: ${ratio(({ wallMs }) => wallMs)} of a bare loop (wanted: at most 1.05)`);
  if (rounds[0]?.bare.cpuMs !== null)
    print(`CPU time per picture: ${ratio(({ cpuMs }) => cpuMs ?? NaN)} of it`);
}

async function idleShare(inference: Inference, model: LocatedModel, left: string): Promise<void> {
  const answers = await batch(inference, model, left, Number(flags.pictures));
  const sum = (step: 'idle' | 'infer' | 'prepare' | 'finish') =>
    answers.reduce((total, { elapsedMs }) => total + elapsedMs[step], 0);
  const share = sum('idle') / (sum('idle') + sum('infer'));
  const each = (step: 'infer' | 'prepare' | 'finish') =>
    `${step} ${(sum(step) / answers.length).toFixed(1)} ms`;
  print(
    `device idle ${(100 * share).toFixed(2)} % over ${answers.length} pictures (wanted: at most 5 %); ${each('prepare')}, ${each('infer')}, ${each('finish')}`,
  );
}

function startUp(left: string): void {
  if (!existsSync(join(root, 'resources/models/fathom-tiny.onnx'))) {
    print('start-up: skipped, the bundled network is not there');
    return;
  }
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    const command = [
      join(root, 'bin/fathom.mjs'),
      'predict',
      left,
      '-m',
      'fathom-tiny',
      '-o',
      join(folder, 'map.npy'),
    ];
    const { status } = spawnSync(process.execPath, command);
    if (status !== 0) throw new Error(`fathom predict ended with ${status}`);
    return performance.now() - startedAt;
  });
  print(
    `start to end of the first prediction, bundled network: ${median(times).toFixed(0)} ms (wanted: at most 1500)`,
  );
}

const inference = new Inference({ bundled: folder, cache: folder, added: folder }, { threads });
try {
  mkdirSync(folder, { recursive: true });
  const left = await paint();
  startUp(left);
  const model = await inference.models.locate(modelPath());
  const { width, height } = networkSize(picture, model.manifest.input!.resize);
  print(`${model.manifest.name} at ${width}×${height}, ${threads} threads, load ${loadavg()[0]!.toFixed(1)}`);
  await timePerPicture(inference, model, left);
  await idleShare(inference, model, left);
} finally {
  await inference.close();
  rmSync(folder, { recursive: true, force: true });
}
