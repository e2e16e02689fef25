import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FrameFiles, type FrameTimes, stages, timeKittiFrame } from './kittiFrame.ts';
import { PythonSide } from './PythonSide.ts';

/*
 * npm run bench [runs]: a KITTI frame from files to metrics, regions and saved maps, per stage, against the same in
 * Python with OpenCV, NumPy and SciPy. Runs are interleaved, so that a busy machine slows both alike.
 * Ends with 3 where the sample data is missing; without Python it measures our side alone.
 */
const dataFolder = resolve(import.meta.dirname, '../../../shared/data/stereo/kitti2015/training');
const files: FrameFiles = {
  left: join(dataFolder, 'image_2/000000_10.png'),
  right: join(dataFolder, 'image_3/000000_10.png'),
  truth: join(dataFolder, 'disp_occ_0/000000_10.png'),
};
const warmUps = 2;

process.exitCode = await main(Number(process.argv[2] ?? 9));

async function main(runs: number): Promise<number> {
  if (!Number.isInteger(runs) || runs < 1) {
    console.error('usage: npm run bench [runs], with at least 1 run');
    return 2;
  }
  const missing = [files.left, files.right, files.truth].filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`bench: the sample data is missing:\n  ${missing.join('\n  ')}`);
    return 3;
  }
  const folder = await mkdtemp(join(tmpdir(), 'fathom-bench-'));
  try {
    const python = await PythonSide.start(files, folder);
    const [ours, theirs] = await measure(runs, folder, python);
    console.log(`KITTI 2015 training/000000_10, 1242×375, SGBM 128 disparities, median of ${runs} runs, ms`);
    console.log(`Node ${process.version} on ${cpus()[0]?.model ?? 'an unknown CPU'}, one thread`);
    if (typeof python === 'string') {
      console.log(`Python does not run, so there is nothing to compare with: ${python}`);
      console.log('It needs python3 with cv2, numpy and scipy (Debian: python3-opencv python3-scipy).');
    } else {
      console.log(`${python.versions}, threads as they choose`);
      python.close();
    }
    printTable(ours, theirs);
    return typeof python === 'string' || agree(ours[0]!, theirs[0]!) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  runs: number,
  folder: string,
  python: PythonSide | string,
): Promise<[FrameTimes[], FrameTimes[]]> {
  const ours: FrameTimes[] = [];
  const theirs: FrameTimes[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    ours.push(await timeKittiFrame(files, folder));
    if (typeof python !== 'string') theirs.push(await python.run());
  }
  return [ours.slice(warmUps), theirs.slice(warmUps)];
}

function printTable(ours: readonly FrameTimes[], theirs: readonly FrameTimes[]): void {
  const row = (name: string, pick: (times: FrameTimes) => number) => {
    const [mine, other] = [median(ours.map(pick)), median(theirs.map(pick))];
    const ratios = theirs.map((times, i) => pick(ours[i]!) / pick(times));
    const cells = theirs.length === 0 ? [mine] : [mine, other, median(ratios)];
    console.log(name.padEnd(10) + cells.map((cell) => cell.toFixed(2).padStart(10)).join(''));
  };
  console.log(
    ['stage'.padEnd(10), ...['fathom', 'python', 'ratio'].map((name) => name.padStart(10))].join(''),
  );
  for (const stage of stages) row(stage, (times) => times.stages[stage]);
  row('total', (times) => stages.reduce((sum, stage) => sum + times.stages[stage], 0));
}

/** The ratio would mean nothing if the two sides did not compute the same. */
function agree({ numbers: ours }: FrameTimes, { numbers: theirs }: FrameTimes): boolean {
  const tolerance = (name: string) => (name === 'ssim' ? 1e-6 : 1e-9);
  const apart = Object.keys(theirs).filter(
    (name) =>
      name in ours && Math.abs(ours[name]! - theirs[name]!) > tolerance(name) * Math.abs(theirs[name]!),
  );
  const shared = Object.keys(theirs).filter((name) => name in ours).length;
  console.log(
    apart.length === 0
      ? `All ${shared} numbers agree (EPE ${ours.epe} px, SSIM ${ours.ssim}, ${ours.regions} regions).`
      : `These numbers differ: ${apart.map((name) => `${name} ${ours[name]} / ${theirs[name]}`).join(', ')}`,
  );
  return apart.length === 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
