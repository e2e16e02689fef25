import { expect, test } from 'vitest';
import { NavigationState } from './navigation.svelte.ts';

function showing(width: number, height: number): NavigationState {
  const navigation = new NavigationState();
  navigation.paneSize = { width: 200, height: 100 };
  navigation.show({ width, height });
  return navigation;
}

test('an item of the same size is shown where the one before was, another size is fitted', () => {
  const navigation = showing(100, 50);
  navigation.zoomBy(4);
  const { view } = navigation;
  navigation.show({ width: 100, height: 50 });
  expect(navigation.view).toBe(view);
  navigation.show({ width: 60, height: 50 });
  expect(navigation.isFitted).toBe(true);
});

test('1:1 is centred on the cursor', () => {
  const navigation = showing(100, 50);
  navigation.cursor = { x: 30, y: 20 };
  navigation.oneToOne();
  expect(navigation.view).toEqual({ centerX: 30, centerY: 20, zoom: 1 });
});

test('a pin is a whole pixel, is taken away by the same pixel, and at most eight stay', () => {
  const navigation = showing(100, 50);
  navigation.togglePin({ x: 3.7, y: 4.2 });
  expect(navigation.pins).toEqual([{ x: 3, y: 4 }]);
  navigation.togglePin({ x: 3.1, y: 4.9 });
  expect(navigation.pins).toEqual([]);
  for (let x = 0; x < 10; x += 1) navigation.togglePin({ x, y: 0 });
  expect(navigation.pins.map((pin) => pin.x)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

test('each pane fits the image by its own size until someone zooms', () => {
  const navigation = showing(100, 50);
  navigation.paneSize = { width: 400, height: 100 };
  expect(navigation.viewIn({ width: 200, height: 50 }).zoom).toBe(1);
  expect(navigation.viewIn({ width: 600, height: 150 }).zoom).toBe(3);
  navigation.zoomBy(2);
  expect(navigation.viewIn({ width: 300, height: 300 }).zoom).toBe(4);
});
