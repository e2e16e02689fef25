import { describe, expect, it } from 'vitest';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { cloudDistances, measureClouds } from '#domain/metrics/cloudDistances.ts';
import type { MapPair } from '#domain/metrics/MapPair.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { cloudKernel } from './CloudKernels.ts';
import { KernelMemory } from './KernelMemory.ts';

const measure = cloudKernel(new KernelMemory());

function maps(width: number, height: number): MapPair {
  const random = seededRandom(width);
  const groundTruth = Float64Array.from({ length: width * height }, (_, i) =>
    random() < 0.2 ? NaN : 5 + (i % width) / 9 + (random() < 0.1 ? 20 : 0),
  );
  return { width, height, groundTruth, prediction: groundTruth.map((g) => g * (0.95 + 0.1 * random())) };
}

describe('CloudKernels', () => {
  it.each([
    [3, 2],
    [4, 4],
    [5, 9],
    [16, 16],
    [33, 21],
    [130, 70],
  ])('equal the readable implementation, bit for bit, on %i×%i', (width, height) => {
    const rig: StereoRig = {
      ...{ focalPx: 50, cxPx: width / 2, cyPx: height / 2, baselineM: null, doffsPx: 0 },
      ...{ width, height },
    };
    const pair = maps(width, height);
    expect(cloudDistances(pair, rig, measure)).toEqual(cloudDistances(pair, rig));
  });

  it('measure nothing where no pixel is valid in both maps', () => {
    const [none, some] = [new Float64Array(12).fill(NaN), new Float64Array(12).fill(1)];
    const rig: StereoRig = {
      ...{ focalPx: 50, cxPx: 2, cyPx: 1, baselineM: null, doffsPx: 0, width: 4, height: 3 },
    };
    const pair = { width: 4, height: 3, groundTruth: none, prediction: some };
    expect(measure(pair, rig)).toEqual(measureClouds(pair, rig));
    expect(measure(pair, rig).accuracy.count).toBe(0);
  });

  it('find far points too: behind the camera, at its centre, and where the maps are a world apart', () => {
    const random = seededRandom(5);
    const [width, height] = [37, 29];
    const rig: StereoRig = {
      ...{ focalPx: 40, cxPx: -3, cyPx: 60, baselineM: null, doffsPx: 0 },
      ...{ width, height },
    };
    const map = () =>
      Float64Array.from(
        { length: width * height },
        () => [0, -4, 1e-9, 1e6, 3, 8][Math.floor(6 * random())]!,
      );
    const pair = { width, height, groundTruth: map(), prediction: map() };
    expect(measure(pair, rig)).toEqual(measureClouds(pair, rig));
  });
});
