import { expect, test } from 'vitest';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { verdictOn } from './verdictOn.ts';

const options = completeSgbmOptions({ uniquenessRatio: 10 });
const reading = { best: 12, chosen: 12.25, cost: 90, rival: { disparity: 30, cost: 120 }, uniqueness: 25 };

test('a map that says what its curve says needs no word', () => {
  expect(verdictOn(reading, 12.25, options)).toBeNull();
});

test('a dropped pixel is told by what dropped it', () => {
  expect(verdictOn({ ...reading, uniqueness: 4 }, NaN, options)).toContain('uniquenessRatio 10 %');
  expect(verdictOn(reading, NaN, options)).toContain('left-right check');
});

test('the median is named where it changed something', () => {
  expect(verdictOn(reading, 12.5, options)).toContain('Moved after the choice');
  expect(verdictOn({ ...reading, uniqueness: 4 }, 12.5, options)).toContain('filled it in');
});
