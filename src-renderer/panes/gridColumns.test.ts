import { expect, test } from 'vitest';
import { gridColumns } from './gridColumns.ts';

const grid = { width: 1200, height: 800 };

test('wide images stand in fewer columns than tall ones', () => {
  expect(gridColumns(6, grid, { width: 1242, height: 375 })).toBe(2);
  expect(gridColumns(6, grid, { width: 640, height: 480 })).toBe(3);
  expect(gridColumns(4, grid, { width: 300, height: 900 })).toBe(4);
});

test('one pane has one column', () => {
  expect(gridColumns(1, grid, { width: 640, height: 480 })).toBe(1);
});
