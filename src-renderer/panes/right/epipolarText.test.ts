import { expect, it } from 'vitest';
import { epipolarText } from './epipolarText.ts';

it('gives the median, and on hover what it stands on', () => {
  expect(epipolarText({ matches: 143, medianPx: 0.183, p90Px: 0.676, medianDisparityPx: 11.9 })).toEqual({
    short: 'rows ±0.18 px',
    title: 'Vertical distance of 143 places found in both pictures: median 0.18 px, 90 % within 0.68 px',
    isDoubtful: false,
  });
});

it('doubts more than a pixel', () => {
  const text = epipolarText({ matches: 42, medianPx: 11.84, p90Px: 17, medianDisparityPx: 67.8 });
  expect(text).toMatchObject({ short: 'rows ±11.84 px', isDoubtful: true });
  expect(text.title).toContain('must be rectified');
});

it('says where nothing could be measured', () => {
  const text = epipolarText({ matches: 3, medianPx: null, p90Px: null, medianDisparityPx: null });
  expect(text.short).toBe('rows: too few matches');
});
