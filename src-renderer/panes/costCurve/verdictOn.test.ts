import { expect, test } from 'vitest';
import { verdictOn } from './verdictOn.ts';

const uniquenessRatio = 10;
const reading = { best: 12, chosen: 12.25, cost: 90, rival: { disparity: 30, cost: 120 }, uniqueness: 25 };

test('a map that says what its curve says needs no word', () => {
  expect(verdictOn(reading, 12.25, uniquenessRatio)).toBeNull();
});

test('a dropped pixel is told by what dropped it', () => {
  expect(verdictOn({ ...reading, uniqueness: 4 }, NaN, uniquenessRatio)).toContain('uniquenessRatio 10 %');
  expect(verdictOn(reading, NaN, uniquenessRatio)).toContain('left-right check');
});

test('the median is named where it changed something', () => {
  expect(verdictOn(reading, 12.5, uniquenessRatio)).toContain('Moved after the choice');
  expect(verdictOn({ ...reading, uniqueness: 4 }, 12.5, uniquenessRatio)).toContain('filled it in');
});
