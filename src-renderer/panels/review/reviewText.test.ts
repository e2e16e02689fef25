import { expect, it } from 'vitest';
import { countedText, progressText, rangeText } from './reviewText.ts';

it('a share stands with its counts and its interval, and nothing counted is an en dash', () => {
  const share = { hits: 7, of: 9, share: 7 / 9, interval: [0.4526, 0.9368] } as const;
  expect(countedText(share)).toBe('7 of 9, 0.78 (0.45 – 0.94)');
  expect(countedText({ hits: 0, of: 0, share: null, interval: null })).toBe('–');
});

it('progress is told as counts and a share', () => {
  expect(progressText(20, 84)).toBe('20 of 84 reviewed, 24 %');
  expect(progressText(0, 0)).toBe('0 of 0 reviewed');
});

it('the range of a card has its unit', () => {
  const facts = { range: [3.14159, 24], mapRange: [0, 1], reasons: [] } as const;
  expect(rangeText({ ...facts, quantity: 'disparity:px' })).toBe('3.14 – 24.0 px');
  expect(rangeText({ ...facts, quantity: 'inverse-depth:relative' })).toBe('3.14 – 24.0');
});
