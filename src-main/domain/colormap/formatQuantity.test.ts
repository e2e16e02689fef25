import { expect, test } from 'vitest';
import { formatQuantity, formatValue, growsWithDistance } from './formatQuantity.ts';

test('numbers have a sensible number of digits and their unit', () => {
  expect(formatQuantity(12.4149, 'depth:m')).toBe('12.41 m');
  expect(formatQuantity(1.23456, 'depth:m')).toBe('1.235 m');
  expect(formatQuantity(123.456, 'depth:m')).toBe('123.5 m');
  expect(formatQuantity(37.8125, 'disparity:px')).toBe('37.81 px');
  expect(formatQuantity(0.7131, 'ssim')).toBe('0.713');
});

test('no value is an en dash without a unit, minus is a minus sign', () => {
  expect(formatQuantity(NaN, 'depth:m')).toBe('–');
  expect(formatValue(-1.5, 'error:px')).toBe('−1.50');
});

test('only depth grows with distance', () => {
  expect(growsWithDistance('depth:m')).toBe(true);
  expect(growsWithDistance('disparity:px')).toBe(false);
});
