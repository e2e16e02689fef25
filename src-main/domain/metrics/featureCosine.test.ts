import { expect, it } from 'vitest';
import { featureCosine } from './featureCosine.ts';

const grid = { columns: 2, rows: 1, prefixTokens: 1 };
const valid = (data: readonly number[]) => ({ width: 4, height: 1, data: Uint8Array.from(data) });
const tokens = (...values: readonly number[]) => ({ dims: [1, 3, 2], values: Float32Array.from(values) });

it('is the mean cosine of the patches, whatever the length of their vectors and the prefix', () => {
  const pair = [tokens(9, 9, 1, 0, 3, 4), tokens(-9, 9, 5, 0, 4, 3)] as const;
  expect(featureCosine(pair, grid, valid([1, 1, 1, 1]))).toEqual({ value: (1 + 24 / 25) / 2, pixels: 4 });
  expect(featureCosine([pair[0], pair[0]], grid, valid([1, 1, 1, 1])).value).toBeCloseTo(1, 12);
});

it('leaves out patches of which less than half is valid, and has no value without any', () => {
  const pair = [tokens(0, 0, 1, 0, 1, 0), tokens(0, 0, 1, 0, -1, 0)] as const;
  expect(featureCosine(pair, grid, valid([1, 0, 0, 0]))).toEqual({ value: 1, pixels: 1 });
  expect(featureCosine(pair, grid, valid([0, 0, 0, 0]))).toEqual({ value: null, pixels: 0 });
});

it('refuses tokens of another grid, naming both', () => {
  const other = { dims: [1, 5, 2], values: new Float32Array(10) };
  expect(() => featureCosine([other, other], grid, valid([1, 1, 1, 1]))).toThrow(
    "the network's tokens are [1, 5, 2], expected [1, 3, channels]",
  );
});
