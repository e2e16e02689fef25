import { describe, expect, it } from 'vitest';
import { byChange, nearestPoint, placeOf, scatterScale } from './scatter.ts';
import { scatterDots } from './scatterDots.ts';

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

  it('finds the largest of a hundred thousand changes, also among many equal ones', () => {
    const a = new Float32Array(100_000);
    const b = a.map((_, i) => (i === 99_999 ? 5 : i % 2));
    const many = { itemIds: Int32Array.from(a.keys()), a, b };
    expect([...byChange(many, 3)]).toEqual([99_999, 1, 3]);
  });

  it('puts dots of a crowd down as pixels, worse ones on top', () => {
    const crowd = {
      itemIds: Int32Array.of(1, 2, 3),
      a: Float32Array.of(0, 10, 0),
      b: Float32Array.of(0, 5, 10),
    };
    const colors = { same: [1, 1, 1], better: [2, 2, 2], worse: [3, 3, 3] } as const;
    const look = { sidePx: 12, marginPx: 1, ratio: 1, colors, isLargerBetter: false };
    const pixels = scatterDots(crowd, scatterScale(crowd, 10), look);
    const at = (x: number, y: number) => [...pixels.slice(4 * (y * 12 + x), 4 * (y * 12 + x) + 4)];
    expect(at(0, 10)).toEqual([1, 1, 1, 153]);
    expect(at(10, 5)).toEqual([2, 2, 2, 153]);
    expect(at(0, 0)).toEqual([3, 3, 3, 153]);
    expect(pixels.filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha, 0)).toBe(3 * 4 * 153);
  });

  it('stands one value, and none', () => {
    const one = { itemIds: Int32Array.of(1), a: Float32Array.of(2), b: Float32Array.of(2) };
    expect(placeOf(2, scatterScale(one, 100))).toBe(50);
    const none = { itemIds: new Int32Array(), a: new Float32Array(), b: new Float32Array() };
    expect(scatterScale(none, 100)).toEqual({ low: 0, high: 1, side: 100 });
    expect(nearestPoint(none, scatterScale(none, 100), { x: 1, y: 1, reach: 9 })).toBe(-1);
  });
});
