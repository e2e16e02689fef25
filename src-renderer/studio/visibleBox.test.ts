import { expect, test } from 'vitest';
import { NavigationState } from './navigation.svelte.ts';
import { visibleBox } from './visibleBox.ts';

const image = { width: 100, height: 60 };

function shown(centerX: number, centerY: number, zoom: number) {
  const navigation = new NavigationState();
  navigation.show(image);
  navigation.paneSize = { width: 80, height: 40 };
  navigation.view = { centerX, centerY, zoom };
  return visibleBox(navigation, image);
}

test('a part of the image is given in whole pixels, those that are cut included', () => {
  expect(shown(50, 30, 4)).toEqual([40, 25, 20, 10]);
  expect(shown(50.5, 30.5, 4)).toEqual([40, 25, 21, 11]);
});

test('the box ends where the image ends', () => {
  expect(shown(0, 60, 4)).toEqual([0, 55, 10, 5]);
});

test('there is no box where all of the image is seen, or nothing of it', () => {
  expect(shown(50, 30, 0.5)).toBeNull();
  expect(shown(500, 30, 4)).toBeNull();
});
