import { describe, expect, it } from 'vitest';
import { ordinalAccuracy, type PointPair } from './ordinalAccuracy.ts';

const map = { width: 3, values: Float32Array.of(1, 2, 2, 8, NaN, 2.1) };
const pair = (
  a: readonly [number, number],
  b: readonly [number, number],
  nearer: PointPair['nearer'],
): PointPair => ({
  first: a,
  second: b,
  nearer,
});

describe('ordinalAccuracy', () => {
  it('counts ties and missing predictions as wrong, near being large or small', () => {
    const pairs = [
      pair([0, 1], [0, 0], 'first'),
      pair([0, 0], [0, 1], 'first'),
      pair([1, 0], [2, 0], 'first'),
      pair([1, 1], [0, 0], 'second'),
    ];
    expect(ordinalAccuracy(map, pairs, true).ordinalAccuracy).toMatchObject({ value: 0.25, pixels: 4 });
    expect(ordinalAccuracy(map, pairs, false).ordinalAccuracy.value).toBe(0.25);
    expect(ordinalAccuracy(map, pairs, true).whdr.value).toBe(0.75);
  });

  it('takes predictions within a tenth as equal where some pair is annotated so', () => {
    const pairs = [pair([1, 0], [2, 1], 'equal'), { ...pair([0, 1], [0, 0], 'second'), weight: 3 }];
    const found = ordinalAccuracy(map, pairs, true);
    expect(found.whdr).toMatchObject({ value: 0.75, pixels: 2 });
    expect(found.ordinalAccuracy).toMatchObject({ value: 0, pixels: 1, possible: 2 });
  });

  it('has no value without pairs', () => {
    expect(ordinalAccuracy(map, [], true).ordinalAccuracy).toMatchObject({ value: null, pixels: 0 });
  });
});
