import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fitBox,
  fitImage,
  imageFromPane,
  maxZoom,
  minZoom,
  panBy,
  paneFromImage,
  zoomAt,
} from './viewport.ts';

const image = { width: 1242, height: 375 };
const pane = { width: 400, height: 300 };

test('fitting shows the whole image from the left border to the colour bar', () => {
  const view = fitImage(image, pane);
  expect(view.zoom).toBeCloseTo(350 / 1242, 9);
  expect(paneFromImage(view, pane, { x: 0, y: 187.5 }).x).toBeCloseTo(0, 9);
  expect(paneFromImage(view, pane, { x: 1242, y: 187.5 }).x).toBeCloseTo(350, 9);
});

test('a tall image is fitted to the height and stands in the middle', () => {
  expect(fitImage({ width: 300, height: 600 }, pane)).toEqual({ centerX: 150, centerY: 300, zoom: 0.5 });
});

test('an image that would touch the colour bar from the middle moves aside by as much', () => {
  const square = { width: 320, height: 300 };
  const view = fitImage(square, pane);
  expect(view.zoom).toBe(1);
  expect(paneFromImage(view, pane, { x: 320, y: 0 }).x).toBe(350);
});

test('zooming keeps the image point under the cursor in its place', () => {
  const coordinate = fc.double({ min: 0, max: 400, noNaN: true });
  const factor = fc.double({ min: 0.05, max: 20, noNaN: true });
  fc.assert(
    fc.property(coordinate, coordinate, factor, (x, y, by) => {
      const view = { centerX: 300, centerY: 100, zoom: 1.7 };
      const before = imageFromPane(view, pane, { x, y });
      const after = imageFromPane(zoomAt(view, pane, { x, y }, by), pane, { x, y });
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    }),
    { seed: 11 },
  );
});

test('zoom stays within its bounds', () => {
  const view = fitImage(image, pane);
  expect(zoomAt(view, pane, { x: 0, y: 0 }, 1e9).zoom).toBe(maxZoom);
  expect(zoomAt(view, pane, { x: 0, y: 0 }, 1e-9).zoom).toBe(minZoom);
});

test('panning moves the image with the pointer and never loses it', () => {
  const view = { centerX: 600, centerY: 180, zoom: 2 };
  expect(panBy(view, image, 20, -10)).toEqual({ centerX: 590, centerY: 185, zoom: 2 });
  expect(panBy(view, image, 1e6, -1e6)).toEqual({ centerX: 0, centerY: 375, zoom: 2 });
});

test('a box is shown with its surroundings, enlarged at most 16 times', () => {
  const view = fitBox([100, 50, 40, 20], pane);
  expect(view.centerX).toBe(120);
  expect(view.centerY).toBe(60);
  expect(view.zoom).toBeCloseTo(400 / 60, 9);
  expect(fitBox([5, 5, 1, 1], pane).zoom).toBe(16);
});
