import { expect, test } from 'vitest';
import { cursorCells } from './cursorCells.ts';
import type { PixelValues } from './cursorValues.svelte.ts';

const pixel: PixelValues = {
  x: 324,
  y: 248,
  left: [209, 18, 9],
  right: [206, 16, 8],
  rightX: 271,
  groundTruth: { value: 52.65, quantity: 'disparity:px', shown: 52.65, depthM: 2.258 },
  prediction: { value: 52.81, quantity: 'disparity:px', shown: 52.81, depthM: 2.254 },
  error: { value: 0.16, quantity: 'error:px', shown: 0.16, depthM: null },
  ssim: 0.997,
  coverage: 1,
};

const textOf = (values: PixelValues | null, label: string) =>
  cursorCells(values, 'SGBM', 'region 2').find((cell) => cell.label === label)!.text;

test('values have units and metres, the prediction its relative error', () => {
  expect(textOf(pixel, 'Ground truth')).toBe('52.65 px  2.258 m');
  expect(textOf(pixel, 'SGBM')).toBe('52.81 px  2.254 m (+0.3 %)');
  expect(textOf(pixel, 'Error')).toBe('+0.16 px');
  expect(textOf(pixel, 'SSIM, coverage')).toBe('0.997  100 %');
  expect(textOf(pixel, 'Right, x 271')).toBe('206 16 8');
});

test('a map in metres is not said twice', () => {
  const depth = { value: 12.414, quantity: 'depth:m', shown: 12.414, depthM: 12.414 } as const;
  expect(textOf({ ...pixel, groundTruth: depth }, 'Ground truth')).toBe('12.41 m');
});

test('what has no value is an en dash, and the columns stay the same', () => {
  const empty = cursorCells(null, null, '');
  expect(empty.map(({ text }) => text)).toEqual(Array.from({ length: 8 }, () => '–'));
  expect(empty.map(({ widthCh }) => widthCh)).toEqual(
    cursorCells(pixel, 'SGBM', '').map(({ widthCh }) => widthCh),
  );
});

test('without ground truth there is no relative error', () => {
  expect(textOf({ ...pixel, groundTruth: null }, 'SGBM')).toBe('52.81 px  2.254 m');
});

test('a map of a pane that is there has a column of its own, with its unit', () => {
  const values = new Float32Array(400 * 300).fill(NaN);
  values[248 * 400 + 324] = 52.75;
  const raster = { quantity: 'disparity:px', width: 400, height: 300, values } as const;
  const extras = [{ label: 'Bench A', title: 'Set A', raster }];
  const cells = cursorCells(pixel, 'SGBM', '', extras);
  expect(cells.find(({ label }) => label === 'Bench A')!.text).toBe('52.75 px');
  const elsewhere = cursorCells({ ...pixel, x: 3 }, 'SGBM', '', extras);
  expect(elsewhere.find(({ label }) => label === 'Bench A')!.text).toBe('–');
});
