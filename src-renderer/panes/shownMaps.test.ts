import { expect, test } from 'vitest';
import { DisplayState } from '../studio/display.svelte.ts';
import { layersForTests, rasterForTests, rigForTests } from './layersForTests.ts';
import { ShownMaps } from './shownMaps.svelte.ts';

const disparity = rasterForTests('disparity:px', 1, 2, 3, 4, 5, 6, 7, 10);

test('maps are shown as they are stored until another quantity is chosen', () => {
  const display = new DisplayState();
  const shown = new ShownMaps(layersForTests({ groundTruth: disparity }), display);
  expect(shown.quantity).toBe('disparity:px');
  expect(shown.depthRange).toEqual([1, 10]);
  display.change({ quantity: 'depth' });
  expect(shown.quantity).toBe('depth:m');
  expect(shown.depthRange).toEqual([1, 10]);
  expect(shown.convert(4, 'disparity:px', shown.quantity)).toBe(2.5);
});

test('without a baseline a disparity stays one', () => {
  const display = new DisplayState();
  display.change({ quantity: 'depth' });
  for (const rig of [null, { ...rigForTests, baselineM: null }]) {
    const shown = new ShownMaps(layersForTests({ groundTruth: disparity, rig }), display);
    expect(shown.quantity).toBe('disparity:px');
    expect(shown.convert(4, 'disparity:px', 'depth:m')).toBeNull();
  }
});

test('a map that cannot follow the common quantity keeps its own quantity and range', () => {
  const relative = rasterForTests('inverse-depth:relative', 0, 10, 20, 30, 40, 50, 60, 70);
  const shown = new ShownMaps(
    layersForTests({ groundTruth: disparity, prediction: relative }),
    new DisplayState(),
  );
  expect(shown.quantityOf(relative)).toBe('inverse-depth:relative');
  expect(shown.ownRangeOf(relative)).toEqual([0, 70]);
});

test('the range of what is visible looks at that part of the ground truth alone', () => {
  const display = new DisplayState();
  const shown = new ShownMaps(layersForTests({ groundTruth: disparity }), display);
  shown.rangeToVisible([1.2, -5, 2, 6]);
  expect(display.settings.depthRange).toEqual({ mode: 'fixed', min: 2, max: 4 });
});

test('the prediction gives the range where there is no ground truth', () => {
  const shown = new ShownMaps(layersForTests({ prediction: disparity }), new DisplayState());
  expect(shown.depthRange).toEqual([1, 10]);
});
