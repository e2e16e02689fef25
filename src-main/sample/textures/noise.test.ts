import { describe, expect, it } from 'vitest';
import { PixelRandom, Random } from '../random.ts';
import { fractal, noise } from './noise.ts';

describe('noise', () => {
  it('is the same for the same seed, continuous, and within its range', () => {
    for (let x = -3; x < 3; x += 0.037) {
      const here = noise(x, 0.4, -1.2, 9);
      expect(noise(x, 0.4, -1.2, 9)).toBe(here);
      expect(Math.abs(noise(x + 1e-6, 0.4, -1.2, 9) - here)).toBeLessThan(1e-4);
      expect(Math.abs(here)).toBeLessThanOrEqual(1);
    }
    expect(noise(0.3, 0.4, 0.5, 1)).not.toBe(noise(0.3, 0.4, 0.5, 2));
  });

  it('fades features that are finer than a pixel', () => {
    const spread = (footprint: number) => {
      let sum = 0;
      for (let x = 0; x < 20; x += 0.01) {
        sum += fractal(x, 0.2, 0.7, { seed: 4, size: 0.1, octaves: 4, footprint }) ** 2;
      }
      return sum;
    };
    expect(spread(0.05)).toBeLessThan(spread(0.001));
    expect(spread(0.3)).toBe(0);
  });
});

describe('Random', () => {
  it('is uniform, normal and repeatable', () => {
    const [a, b] = [new Random(42), new Random(42)];
    const count = 20_000;
    const uniform = Array.from({ length: count }, () => a.next());
    expect(uniform).toEqual(Array.from({ length: count }, () => b.next()));
    expect(uniform.reduce((sum, value) => sum + value) / count).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: count }, () => a.normal());
    expect(normal.reduce((sum, value) => sum + value * value) / count).toBeCloseTo(1, 1);
  });

  it('spreads the pairs of a pixel more evenly than independent numbers would be', () => {
    const random = new PixelRandom(3);
    const cells = new Set<number>();
    for (let i = 0; i < 9; i++) {
      random.startSample(i);
      const [a, b] = random.pair('sky');
      cells.add(Math.floor(a * 3) * 3 + Math.floor(b * 3));
    }
    expect(cells.size).toBeGreaterThanOrEqual(7);
  });
});
