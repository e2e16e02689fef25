import { describe, expect, it } from 'vitest';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { cloudDistances } from '#domain/metrics/cloudDistances.ts';
import type { MapPair } from '#domain/metrics/MapPair.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { CloudKernels } from './CloudKernels.ts';

const { findNearest } = new CloudKernels();

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
    expect(cloudDistances(pair, rig, findNearest)).toEqual(cloudDistances(pair, rig));
  });

  it('finds nothing in an empty cloud, and asks nothing of one', () => {
    const [none, some] = [new Float64Array(36).fill(NaN), new Float64Array(36).fill(1)];
    const size = { width: 4, height: 3 };
    expect([...findNearest(some, none, size)]).toEqual(Array(12).fill(Infinity));
    expect(findNearest(none, some, size)).toHaveLength(0);
  });
});
