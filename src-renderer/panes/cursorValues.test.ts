import { expect, test } from 'vitest';
import type { Raster } from '#domain/rasters/Raster.ts';
import { DisplayState } from '../studio/display.svelte.ts';
import { NavigationState } from '../studio/navigation.svelte.ts';
import { CursorValues, relativeErrorOf } from './cursorValues.svelte.ts';
import { layersForTests, rasterForTests } from './layersForTests.ts';
import { ShownMaps } from './shownMaps.svelte.ts';

const nothing = NaN;

function valuesOf(groundTruth: Raster, prediction: Raster): CursorValues {
  const layers = layersForTests({ groundTruth, prediction });
  const navigation = new NavigationState();
  navigation.show({ width: 4, height: 2 });
  return new CursorValues(layers, new ShownMaps(layers, new DisplayState()), navigation);
}

const truth = rasterForTests('disparity:px', nothing, nothing, 2, nothing, 4, 4, 4, 4);
const predicted = rasterForTests('disparity:px', nothing, 1, 2.5, nothing, 4, 4, 4, 4);

test('a pixel has its stored value, its metres and its relative error', () => {
  const pixel = valuesOf(truth, predicted).at({ x: 2.9, y: 0.1 })!;
  expect(pixel.groundTruth).toEqual({ value: 2, quantity: 'disparity:px', shown: 2, depthM: 5 });
  expect(pixel.prediction).toMatchObject({ value: 2.5, depthM: 4 });
  expect(relativeErrorOf(pixel)).toBe(0.25);
});

test('the right image is read where the ground truth, else the prediction, says the pixel is', () => {
  const values = valuesOf(truth, predicted);
  expect(values.at({ x: 2, y: 0 })).toMatchObject({ rightX: 0, right: [10, 10, 10] });
  expect(values.at({ x: 1, y: 0 })).toMatchObject({ rightX: 0, right: [10, 10, 10] });
  expect(values.at({ x: 3, y: 0 })).toMatchObject({ rightX: null, right: [13, 13, 13] });
  expect(values.at({ x: 0, y: 1 })).toMatchObject({ rightX: -4, right: null });
});

test('there is nothing outside the image', () => {
  const values = valuesOf(truth, predicted);
  for (const [x, y] of [
    [-0.1, 0],
    [4, 0],
    [0, 2],
  ] as const)
    expect(values.at({ x, y })).toBeNull();
});

test('maps are compared in the shown quantity when they were stored in different ones', () => {
  const inMetres = rasterForTests('depth:m', 1, 1, 5, 1, 1, 1, 1, 1);
  const pixel = valuesOf(inMetres, predicted).at({ x: 2, y: 0 })!;
  expect(pixel.prediction).toMatchObject({ value: 2.5, shown: 4 });
  expect(relativeErrorOf(pixel)).toBeCloseTo(-0.2, 12);
});
