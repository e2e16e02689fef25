import { expect, test } from 'vitest';
import { curvePath } from './curvePath.ts';

const area = { left: 10, right: 50, top: 0, bottom: 100 };

test('costs go from the bottom at 0 to the top at the largest, and a gap breaks the line', () => {
  expect(curvePath([4, 0, null, 1, 2], area)).toBe('M10.0 0.0L20.0 100.0M40.0 75.0L50.0 50.0');
});

test('curves without costs, or of one disparity, are drawn without harm', () => {
  expect(curvePath([null, null], area)).toBe('');
  expect(curvePath([0], area)).toBe('M10.0 100.0');
});
