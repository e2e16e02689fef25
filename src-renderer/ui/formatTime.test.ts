import { describe, expect, it } from 'vitest';
import { formatDuration, formatMoment, formatRate } from './formatTime.ts';

describe('formatDuration', () => {
  it.each([
    [0.42, '0.4 s'],
    [22.4, '22 s'],
    [60, '1 min'],
    [190, '3 min 10 s'],
    [3900, '1 h 5 min'],
    [7200, '2 h'],
    [null, '–'],
  ])('writes %s s as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatRate', () => {
  it.each([
    [12.3, '12 items/s'],
    [8.44, '8.4 items/s'],
    [0.05, '3.0 items/min'],
    [null, '–'],
  ])('writes %s items per second as %s', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });
});

describe('formatMoment', () => {
  it('names the day only where it is another one', () => {
    const now = new Date(2026, 10, 20, 18, 0);
    expect(formatMoment(new Date(2026, 10, 20, 9, 5).toISOString(), now)).toBe('09:05');
    expect(formatMoment(new Date(2026, 10, 3, 9, 5).toISOString(), now)).toBe('3 Nov 09:05');
  });
});
