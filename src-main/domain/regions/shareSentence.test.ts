import { expect, it } from 'vitest';
import { labelOfShare, percent, shareSentence } from './shareSentence.ts';

it('says how much of the error a cause is, on how many pixels', () => {
  const share = {
    name: 'object-boundary',
    regions: 14,
    errorShare: 0.62,
    pixelShare: 0.09,
    meanLogError: 0.01,
  };
  expect(shareSentence(share)).toBe('62 % of the error on 9 % of the pixels: object boundary (14 regions)');
  expect(shareSentence({ ...share, name: 'outside', regions: 0, errorShare: null })).toBe(
    '– of the error on 9 % of the pixels: outside of regions',
  );
});

it('rounds shares to what they are worth', () => {
  expect([0, 0.0001, 0.0123, 0.0996, 0.987, null].map(percent)).toEqual([
    '0 %',
    '< 0.1 %',
    '1.2 %',
    '10 %',
    '99 %',
    '–',
  ]);
  expect(['', 'rejected', 'sky'].map(labelOfShare)).toEqual([
    'On no annotated object',
    'Rejected in review',
    'Sky',
  ]);
});
