import { describe, expect, it } from 'vitest';
import { removeSpeckles } from './removeSpeckles.ts';

describe('removeSpeckles', () => {
  it('removes areas of up to the given size and keeps larger ones', () => {
    const samples = Int16Array.of(
      50,
      50,
      -16,
      90, //
      -16,
      -16,
      -16,
      90,
      20,
      20,
      -16,
      90,
    );
    removeSpeckles(samples, 4, 3, { maxArea: 2, maxStep: 16, invalid: -16 });
    expect([...samples]).toEqual([-16, -16, -16, 90, -16, -16, -16, 90, -16, -16, -16, 90]);
  });

  it('joins neighbours by steps, so that a slope is one area, but not diagonally', () => {
    const slope = Int16Array.of(0, 10, 20, 30, 40, 50);
    removeSpeckles(slope, 6, 1, { maxArea: 5, maxStep: 10, invalid: -16 });
    expect([...slope]).toEqual([0, 10, 20, 30, 40, 50]);
    const diagonal = Int16Array.of(7, -16, -16, 7);
    removeSpeckles(diagonal, 2, 2, { maxArea: 1, maxStep: 10, invalid: -16 });
    expect([...diagonal]).toEqual([-16, -16, -16, -16]);
  });
});
