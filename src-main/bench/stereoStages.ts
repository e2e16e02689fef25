import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkPhotometry } from '#domain/photometric/checkPhotometry.ts';
import { type PhotometricKernels, readablePhotometry } from '#domain/photometric/PhotometricKernels.ts';
import { warpFromRight } from '#domain/photometric/warpFromRight.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { applyFilters } from '#domain/stereo/filters/applyFilters.ts';
import { type FilterKernels, readableFilters } from '#domain/stereo/filters/FilterKernels.ts';
import { completeFilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { mapOfRightView, pairFromTheRight } from '#domain/stereo/rightView.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { filterKernels } from '#wasm/filters/filterKernels.ts';
import { photometricKernels } from '#wasm/photometric/photometricKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';

/*
 * npm run bench:stages
 *
 * CPU time of what follows a match, the filters and the photometric check part by part: the readable code and the kernels in turn on SGBM's map of
 * a KITTI and of a Middlebury pair, medians of 9 after 2 that do not count. Results are compared bit for bit.
 */
const rounds = 9;
const warmUps = 2;
const pairs = [
  {
    name: 'KITTI',
    files: ['kitti2015/training/image_2/000000_10.png', 'kitti2015/training/image_3/000000_10.png'],
    disparities: 128,
  },
  {
    name: 'Motorcycle',
    files: ['middlebury2014_Motorcycle_Q/im0.png', 'middlebury2014_Motorcycle_Q/im1.png'],
    disparities: 64,
  },
] as const;

interface Scene {
  readonly left: Picture;
  readonly right: Picture;
  readonly disparity: Raster<'disparity:px'>;
  readonly rightDisparity: Raster<'disparity:px'>;
}
type Stage = readonly [name: string, readable: () => unknown, kernel: () => unknown];

if (!hasSharedData) throw new Error(`the real pairs are not there: ${sharedData}`);
const matcher = new SgbmMatcher();
try {
  for (const { name, files, disparities } of pairs) {
    const [left, right] = await Promise.all(files.map(load));
    const scene = await matched(left!, right!, disparities);
    console.log(`\n${name}, ${left!.width} × ${left!.height}, CPU ms      readable  kernel   ratio`);
    for (const stage of stagesOf(scene)) measure(stage);
  }
} finally {
  await matcher.close();
}

function stagesOf(scene: Scene): Stage[] {
  const { left, right, disparity, rightDisparity } = scene;
  const warped = warpFromRight(right, disparity);
  const smoothing = { lambda: 8000, sigmaColor: 1.5 };
  const speckles = { maxArea: 100, maxStep: 1 };
  const all = completeFilterOptions({ leftRightMaxDiff: 1, median: '5', speckleSize: 100, fill: 'wls' });
  const filter = (name: string, work: (kernels: FilterKernels) => unknown): Stage => [
    name,
    () => work(readableFilters),
    () => work(filterKernels),
  ];
  const check = (name: string, work: (kernels: PhotometricKernels) => unknown): Stage => [
    name,
    () => work(readablePhotometry),
    () => work(photometricKernels),
  ];
  const unwatched = { checkCancelled: () => undefined, progress: () => undefined };
  return [
    check('photometric error', (k) => k.photometricError(left, warped)),
    check('smoothness', (k) => k.edgeAwareSmoothness(disparity, left)),
    check('whole photometric check', (k) => checkPhotometry(scene, unwatched, k)),
    filter('median 3', (k) => k.medianOfValid(disparity, 3)),
    filter('median 5', (k) => k.medianOfValid(disparity, 5)),
    filter('speckles', (k) => k.withoutSpeckles(disparity, speckles)),
    filter('smoothing by edges', (k) => k.smoothByEdges(disparity, left, smoothing)),
    filter('all filters', (k) =>
      applyFilters({ left: disparity, right: rightDisparity, guide: left }, all, k),
    ),
  ];
}

function measure([name, readable, kernel]: Stage): void {
  const times: [number[], number[]] = [[], []];
  let isEqual = true;
  for (let round = 0; round < warmUps + rounds; round++) {
    const [before, after] = [timed(readable), timed(kernel)];
    if (round < warmUps) {
      if (round === 0) isEqual = isDeepStrictEqual(after.result, before.result);
      continue;
    }
    times[0].push(before.ms);
    times[1].push(after.ms);
  }
  const [slow, fast] = times.map(median) as [number, number];
  console.log(
    [
      name.padEnd(28),
      slow.toFixed(1).padStart(9),
      fast.toFixed(1).padStart(8),
      (fast / slow).toFixed(2).padStart(8),
      isEqual ? '  equal' : '  DIFFERENT',
    ].join(''),
  );
}

function timed(work: () => unknown): { readonly result: unknown; readonly ms: number } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, ms: (user + system) / 1000 };
}

async function matched(left: Picture, right: Picture, numDisparities: number): Promise<Scene> {
  const options = completeSgbmOptions({ numDisparities });
  const match = async (pair: { readonly left: Picture; readonly right: Picture }) => {
    const [a, b] = [greyFromRgb(pair.left), greyFromRgb(pair.right)];
    const { disparity16 } = await matcher.match(a, b, options, { threads: 1 });
    return disparityFromFixed(disparity16, pair.left, options);
  };
  const fromTheRight = await match(pairFromTheRight({ left, right }, options));
  const rightDisparity = mapOfRightView(fromTheRight, left, options);
  return { left, right, disparity: await match({ left, right }), rightDisparity };
}

async function load(file: string): Promise<Picture> {
  return decodePicture(await readFile(join(sharedData, 'stereo', file)), file);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
