import { expect, it } from 'vitest';
import type { Picture } from '../../rasters/Raster.ts';
import { FrameMemory } from './FrameMemory.ts';

const picture = (...data: number[]): Picture => ({
  width: data.length,
  height: 1,
  channels: 1,
  data: Uint8Array.from(data),
});

it('gives the maps of a picture again where its bytes are the same, and only then', () => {
  const memory = new FrameMemory();
  const first = memory.ofPicture(picture(1, 2, 3));
  const second = memory.ofPicture(picture(1, 2, 4));
  expect(second).not.toBe(first);
  expect(memory.ofPicture(picture(1, 2, 3))).toBe(first);
  expect(memory.ofPicture(picture(1, 2))).not.toBe(first);
});

it('keeps two pictures, the last asked for', () => {
  const memory = new FrameMemory();
  const first = memory.ofPicture(picture(1));
  memory.ofPicture(picture(2));
  memory.ofPicture(picture(3));
  expect(memory.ofPicture(picture(1))).not.toBe(first);
});

it('gives what a ground truth says again where its values, unit and place of infinity are the same', () => {
  const memory = new FrameMemory();
  const truth = (values: number[], doffsPx = 0) => ({
    ...{ width: values.length, height: 1, values: Float32Array.from(values) },
    quantity: 'disparity:px' as const,
    rig: { focalPx: 700, cxPx: 1, cyPx: 0, baselineM: null, doffsPx, width: values.length, height: 1 },
  });
  const first = memory.ofTruth(truth([1, NaN, 3]));
  expect(memory.ofTruth(truth([1, NaN, 3]))).toBe(first);
  expect(memory.ofTruth({ ...truth([1, NaN, 3]), quantity: 'depth:m' })).not.toBe(first);
  const second = memory.ofTruth(truth([1, NaN, 3]));
  expect(memory.ofTruth(truth([1, NaN, 3], 2))).not.toBe(second);
  expect(memory.ofTruth(truth([1, NaN, 4]))).not.toBe(second);
});

it('knows the same edges whatever was asked for before', () => {
  const [width, height] = [96, 64];
  const values = Float32Array.from({ length: width * height }, (_, i) => (i % width < 40 + (i % 7) ? 8 : 20));
  const truth = { width, height, values, quantity: 'disparity:px' as const, rig: null };
  const [once, step] = [new FrameMemory().ofTruth(truth).shape, new FrameMemory().ofTruth(truth).shape];
  once.prepareAll([[0, 0, width, height]]);
  step.prepareAll([[36, 20, 4, 4]]);
  step.prepareAll([
    [36, 20, 4, 4],
    [38, 30, 8, 6],
  ]);
  for (const [x, y] of [
    [36, 20],
    [39, 23],
    [38, 30],
    [45, 35],
  ] as const) {
    expect(step.edgeDistance[y * width + x]).toBe(once.edgeDistance[y * width + x]);
    expect(step.thin[y * width + x]).toBe(once.thin[y * width + x]);
  }
});
