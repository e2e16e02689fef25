import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { expect, it } from 'vitest';
import { boxInSpace } from './boxInSpace.ts';

const rig: StereoRig = {
  focalPx: 10,
  cxPx: 4.5,
  cyPx: 2.5,
  baselineM: 0.1,
  doffsPx: 0,
  width: 10,
  height: 6,
};

function depths(values: (x: number, y: number) => number): Raster {
  const all = Array.from({ length: 60 }, (_, i) => values(i % 10, Math.floor(i / 10)));
  return { quantity: 'depth:m', width: 10, height: 6, values: Float32Array.from(all) };
}

it('spans the box between the depths that it holds, in metres', () => {
  const found = boxInSpace(
    depths((x) => (x < 5 ? 2 : 4)),
    rig,
    [0, 0, 10, 6],
  )!;
  expect(found.corners[0]!.toArray()).toEqual([-1, 0.6, -2]);
  expect(found.corners[2]!.toArray()).toEqual([1, -0.6, -2]);
  expect(found.corners[6]!.toArray()).toEqual([2, -1.2, -4]);
  expect(found.middle.toArray()).toEqual([0, 0, -3]);
  expect(found.radiusM).toBeCloseTo(1.5 * Math.hypot(1, 0.6), 9);
});

it('looks only inside the box and finds none without depth', () => {
  const half = depths((x) => (x < 5 ? NaN : 3));
  expect(boxInSpace(half, rig, [0, 0, 5, 6])).toBeNull();
  expect(boxInSpace(half, rig, [5, 0, 5, 6])!.corners[0]!.z).toBeCloseTo(-3, 1);
});
