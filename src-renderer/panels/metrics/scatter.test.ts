import { describe, expect, it } from 'vitest';
import { byChange, nearestPoint, placeOf, scatterScale } from './scatter.ts';

const points = {
  itemIds: Int32Array.of(7, 8, 9),
  a: Float32Array.of(0, 1, 2),
  b: Float32Array.of(0, 3, 4),
};

describe('a scatter plot of two runs', () => {
  const scale = scatterScale(points, 200);

  it('has one range for both axes', () => {
    expect(scale).toEqual({ low: 0, high: 4, side: 200 });
    expect([placeOf(0, scale), placeOf(1, scale), placeOf(4, scale)]).toEqual([0, 50, 200]);
  });

  it('finds the point under the pointer, and none far from all', () => {
    expect(nearestPoint(points, scale, { x: 52, y: 48, reach: 8 })).toBe(1);
    expect(nearestPoint(points, scale, { x: 3, y: 196, reach: 8 })).toBe(0);
    expect(nearestPoint(points, scale, { x: 180, y: 180, reach: 8 })).toBe(-1);
  });

  it('puts what changed most first and leaves out what did not', () => {
    expect([...byChange(points, 10)]).toEqual([1, 2]);
    expect([...byChange(points, 1)]).toEqual([1]);
  });

  it('stands one value, and none', () => {
    const one = { itemIds: Int32Array.of(1), a: Float32Array.of(2), b: Float32Array.of(2) };
    expect(placeOf(2, scatterScale(one, 100))).toBe(50);
    const none = { itemIds: new Int32Array(), a: new Float32Array(), b: new Float32Array() };
    expect(scatterScale(none, 100)).toEqual({ low: 0, high: 1, side: 100 });
    expect(nearestPoint(none, scatterScale(none, 100), { x: 1, y: 1, reach: 9 })).toBe(-1);
  });
});
