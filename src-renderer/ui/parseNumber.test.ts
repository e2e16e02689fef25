import { describe, expect, it } from 'vitest';
import { parseNumber } from './parseNumber.ts';

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    [' 1,5 ', 1.5],
    ['−3', -3],
    ['1e3', 1000],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumber(text, {})).toEqual({ value, isLegal: true });
  });

  it('refuses what is no number', () => {
    expect(parseNumber('12 px', {})).toEqual({ value: null, isLegal: false });
  });

  it('refuses what lies outside the range, but says what it was', () => {
    expect(parseNumber('300', { min: 0, max: 200 })).toEqual({ value: 300, isLegal: false });
  });

  it('takes an empty field only where that means something', () => {
    expect(parseNumber('', {}).isLegal).toBe(false);
    expect(parseNumber('', { canBeEmpty: true })).toEqual({ value: null, isLegal: true });
  });
});
