import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { evaluateFrame } from '#domain/evaluation/evaluateFrame.ts';
import { ScratchMaps } from '#domain/evaluation/ScratchMaps.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { encodingNamed } from '#domain/datasets/encodings.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { metricKernels } from '#wasm/metrics/metricKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';

/** The stages from files to saved maps, in order. */
export const stages = ['decode', 'grey', 'match', 'convert', 'ssim', 'metrics', 'regions', 'save'] as const;
type Stage = (typeof stages)[number];

export interface FrameFiles {
  readonly left: string;
  readonly right: string;
  readonly truth: string;
}

/** One run: milliseconds per stage, and numbers that show that both sides did the same. */
export interface FrameTimes {
  readonly stages: Readonly<Record<Stage, number>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Also in kittiFrame.py. */
const options: SgbmOptions = {
  mode: 'sgbm',
  channels: 1,
  minDisparity: 0,
  numDisparities: 128,
  blockSize: 5,
  P1: 200,
  P2: 800,
  disp12MaxDiff: 1,
  preFilterCap: 63,
  uniquenessRatio: 10,
  speckleWindowSize: 100,
  speckleRange: 2,
};

/** Share of an evaluation done at the end of its stages: evaluateFrame reports these. */
const evaluationStages: ReadonlyMap<number, Stage> = new Map([
  [0.15, 'convert'],
  [0.6, 'ssim'],
  [0.85, 'metrics'],
  [1, 'regions'],
]);

const matcher = new SgbmMatcher();
const context = { checkCancelled: () => undefined, kernels: metricKernels(), scratch: new ScratchMaps() };

/** Takes a KITTI frame from its files to saved maps, in this thread, and times every stage. */
export async function timeKittiFrame(files: FrameFiles, outFolder: string): Promise<FrameTimes> {
  const times = {} as Record<Stage, number>;
  let last = performance.now();
  const done = (stage: Stage) => {
    const now = performance.now();
    times[stage] = now - last;
    last = now;
  };
  const [left, right, groundTruth] = await Promise.all([
    readPicture(files.left),
    readPicture(files.right),
    readTruth(files.truth),
  ]);
  done('decode');
  const grey = { left: greyFromRgb(left), right: greyFromRgb(right) };
  done('grey');
  const { disparity16 } = await matcher.match(grey.left, grey.right, options);
  const prediction = disparityFromFixed(disparity16, grey.left, options);
  done('match');
  const progress = (share: number) => {
    const stage = evaluationStages.get(share);
    if (stage !== undefined) done(stage);
  };
  const evaluation = evaluateFrame(
    { groundTruth, prediction, rig: null, recipe: defaultRecipe('disparity'), classMasks: [] },
    { ...context, progress },
  );
  const { aligned, error, ssim } = evaluation;
  last = performance.now();
  for (const [name, { values, width, height }] of Object.entries({ prediction: aligned, error, ssim })) {
    await writeFile(join(outFolder, `fathom-${name}.npy`), encodeNpy(values, [height, width]));
  }
  done('save');
  const metrics = evaluation.metrics.filter(({ value }) => value !== null);
  const numbers = Object.fromEntries(metrics.map(({ name, value }) => [name, value!]));
  return { stages: times, numbers: { ...numbers, regions: evaluation.regions.length } };
}

async function readPicture(file: string): Promise<Picture> {
  return decodePicture(await readFile(file), basename(file));
}

async function readTruth(file: string): Promise<Raster> {
  const raw = await decodeMap(await readFile(file), basename(file));
  return applyEncoding(raw, encodingNamed('kitti-disparity'));
}
