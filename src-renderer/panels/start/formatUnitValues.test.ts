import { describe, expect, it } from 'vitest';
import { formatUnitValues } from './formatUnitValues.ts';

describe('formatUnitValues', () => {
  it('gives range, median and share of valid pixels with their unit', () => {
    const values = {
      quantity: 'depth:m',
      width: 2,
      height: 2,
      min: 0.9391,
      median: 1.8,
      max: 2.857,
    } as const;
    expect(formatUnitValues({ ...values, validShare: 0.87997 })).toBe(
      '0.9391 to 2.857 m, median 1.8 m, 88.0 % valid',
    );
  });

  it('says where there is nothing to tell', () => {
    expect(formatUnitValues(null)).toBe('cannot be read so');
    const none = {
      quantity: 'disparity:px',
      width: 1,
      height: 1,
      min: null,
      median: null,
      max: null,
    } as const;
    expect(formatUnitValues({ ...none, validShare: 0 })).toBe('no valid pixel');
  });
});
