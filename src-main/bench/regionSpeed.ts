import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FrameMemory } from '#domain/causes/scene/FrameMemory.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { evaluateFrame } from '#domain/evaluation/evaluateFrame.ts';
import { encodingNamed } from '#domain/datasets/encodings.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { examineFrame, type ExamineInput } from '#domain/regions/examineFrame.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { completeSgbmOptions, type SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { sharedData } from '#testing/sharedData.ts';
import { metricKernels } from '#wasm/metrics/metricKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';

/**
 * Times finding and explaining on a KITTI frame with three methods, in this thread, once all maps exist. Processor time
 * is told beside the clock's, which other programs stretch. Every round begins with an empty memory, so the first method
 * pays for what the pictures and the ground truth say.
 *
 *   node src-main/bench/regionSpeed.ts [rounds]
 */
const modes: readonly Partial<SgbmOptions>[] = [
  { mode: 'sgbm' },
  { mode: 'hh' },
  { mode: 'sgbm', blockSize: 11 },
];

const rounds = Number(process.argv[2] ?? 5);
const inputs = await kittiInputs();
const times = inputs.map(() => ({ cpu: [] as number[], clock: [] as number[], regions: 0 }));
for (let round = 0; round < rounds + 2; round += 1) {
  const memory = new FrameMemory();
  inputs.forEach((input, k) => {
    const [cpu, clock] = [process.cpuUsage(), performance.now()];
    const { regions } = examineFrame(input, memory);
    const { user, system } = process.cpuUsage(cpu);
    if (round < 2) return;
    times[k]!.cpu.push((user + system) / 1000);
    times[k]!.clock.push(performance.now() - clock);
    times[k]!.regions = regions.length;
  });
}
times.forEach(({ cpu, clock, regions }, k) => {
  const told = (values: number[]) =>
    `${median(values).toFixed(0)} ms (least ${Math.min(...values).toFixed(0)})`;
  console.log(`method ${k + 1}: ${regions} regions, processor ${told(cpu)}, clock ${told(clock)}`);
});

const means = Array.from({ length: rounds }, (_, round) => mean(times.map(({ cpu }) => cpu[round]!)));
console.log(
  `mean of the methods: processor ${median(means).toFixed(0)} ms (least ${Math.min(...means).toFixed(0)})`,
);

async function kittiInputs(): Promise<ExamineInput[]> {
  const at = (file: string) => join(sharedData, 'stereo/kitti2015/training', file);
  const left = await pictureAt(at('image_2/000000_10.png'));
  const right = await pictureAt(at('image_3/000000_10.png'));
  const truthFile = at('disp_occ_0/000000_10.png');
  const raw = await decodeMap(await readFile(truthFile), basename(truthFile));
  const groundTruth = applyEncoding(raw, encodingNamed('kitti-disparity'));
  const recipe = defaultRecipe('disparity');
  const grey = { left: greyFromRgb(left), right: greyFromRgb(right) };
  const matcher = new SgbmMatcher();
  const kernels = metricKernels();
  const frames: FrameEvaluation[] = [];
  for (const mode of modes) {
    const options = completeSgbmOptions({ ...mode, numDisparities: 128 });
    const { disparity16 } = await matcher.match(grey.left, grey.right, options);
    const prediction = disparityFromFixed(disparity16, grey.left, options);
    const context = { checkCancelled: () => undefined, progress: () => undefined, kernels };
    frames.push(evaluateFrame({ groundTruth, prediction, rig: null, recipe, classMasks: [] }, context));
  }
  return frames.map((frame, k) => ({
    quantity: recipe.quantity,
    rule: recipe.regions,
    settings: defaultRegionSettings,
    rig: null,
    prediction: frame.aligned,
    truth: { map: groundTruth, error: frame.error.values, ssim: frame.ssim.values },
    left,
    right,
    others: frames
      .filter((_, other) => other !== k)
      .map(({ aligned }, other) => ({ name: `other ${other}`, map: aligned, isIndependent: false })),
    classMasks: [],
  }));
}

async function pictureAt(file: string): Promise<Picture> {
  return decodePicture(await readFile(file), basename(file));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
