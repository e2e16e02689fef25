import { describe, expect, it } from 'vitest';
import { formatCount, formatFixed, formatNumber, formatQuantity, formatShare } from './formatNumber.ts';

describe('formatNumber', () => {
  it.each([
    [12.4142, '12.41'],
    [0.7134, '0.7134'],
    [1234567, '1234567'],
    [-3.5, '−3.500'],
    [0, '0'],
    [0.00001234, '0.00001234'],
    [0.0000001234, '1.234e−7'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([null, undefined, NaN, Infinity])('writes %s as an en dash', (value) => {
    expect(formatNumber(value)).toBe('–');
    expect(formatFixed(value, 2)).toBe('–');
    expect(formatShare(value)).toBe('–');
    expect(formatQuantity(value, 'm')).toBe('–');
  });
});

describe('formatFixed', () => {
  it('keeps the decimals, so that columns align', () => {
    expect(formatFixed(1, 3)).toBe('1.000');
  });

  it('writes no minus before what is zero at this many decimals', () => {
    expect(formatFixed(-0.0001, 2)).toBe('0.00');
  });
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.19, '19 %'],
    [0.049, '4.9 %'],
    [0.0002, '< 0.1 %'],
    [0.99995, '> 99.9 %'],
    [0.995, '99.5 %'],
  ])('writes %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});

describe('formatQuantity', () => {
  it('puts the unit behind the number', () => {
    expect(formatQuantity(12.414, 'm')).toBe('12.41 m');
    expect(formatQuantity(0.5, '')).toBe('0.5000');
  });
});

describe('formatCount', () => {
  it('groups thousands', () => {
    expect(formatCount(1234567)).toBe('1\u202f234\u202f567');
    expect(formatCount(999)).toBe('999');
  });
});
