import { describe, expect, it } from 'vitest';
import type { ResizeSpec } from './ModelManifest.ts';
import { networkSize } from './networkSize.ts';

const base: ResizeSpec = {
  rule: 'lower-bound',
  width: 518,
  height: 518,
  multipleOf: 14,
  interpolation: 'cubic',
  samples: 'float32',
  border: 'replicate',
};
const sizeOf = (width: number, height: number, change: Partial<ResizeSpec>) => {
  const size = networkSize({ width, height }, { ...base, ...change });
  return `${size.width}×${size.height}`;
};

describe('networkSize', () => {
  // Executed with the authors' own code at 518 / 14 (domain reference, §5.1).
  it.each([
    [640, 480, '686×518', '686×518'],
    [1242, 375, '1722×518', '1722×518'],
    [1920, 1080, '924×518', '924×518'],
    [1280, 720, '924×518', '924×518'],
    [4032, 3024, '686×518', '686×518'],
    [768, 1024, '518×686', '518×686'],
    [512, 512, '518×518', '518×518'],
    [640, 424, '784×518', '518×350'],
    [320, 240, '686×518', '518×392'],
    [200, 900, '518×2324', '112×518'],
  ])('brings %i×%i to %s (lower-bound) and %s (minimal)', (width, height, lowerBound, minimal) => {
    expect(sizeOf(width, height, {})).toBe(lowerBound);
    expect(sizeOf(width, height, { rule: 'minimal' })).toBe(minimal);
  });

  it('gives MiDaS its sizes', () => {
    const midas = { width: 384, height: 384, multipleOf: 32 };
    expect(sizeOf(640, 480, { ...midas, rule: 'minimal' })).toBe('512×384');
    expect(sizeOf(1242, 375, { ...midas, rule: 'minimal' })).toBe('1280×384');
    expect(sizeOf(640, 480, { ...midas, rule: 'upper-bound' })).toBe('384×288');
    expect(sizeOf(1242, 375, { ...midas, rule: 'upper-bound' })).toBe('384×128');
  });

  it('resizes twice for the longest side, ties up', () => {
    const da3 = { ...base, rule: 'longest-side', width: 504, height: 504 } as const;
    expect(networkSize({ width: 1242, height: 375 }, da3)).toMatchObject({
      width: 504,
      height: 154,
      via: { width: 504, height: 152 },
    });
    expect(networkSize({ width: 1008, height: 1008 }, da3).via).toBeNull();
    expect(networkSize({ width: 504, height: 147 }, da3).height).toBe(154);
  });

  it('centres what is padded', () => {
    const metric3d = { ...base, rule: 'fit-and-pad', width: 1064, height: 616, multipleOf: 1 } as const;
    expect(networkSize({ width: 1242, height: 375 }, metric3d)).toEqual({
      width: 1064,
      height: 616,
      content: { width: 1064, height: 321, left: 0, top: 147 },
      via: null,
    });
    expect(
      networkSize({ width: 1242, height: 375 }, { ...base, rule: 'pad-to-multiple', multipleOf: 32 }),
    ).toMatchObject({ width: 1248, height: 384, content: { left: 3, top: 4, width: 1242, height: 375 } });
  });

  it('never answers a side of no pixels', () => {
    expect(sizeOf(1, 1, {})).toBe('518×518');
    expect(sizeOf(20_000, 10, { rule: 'upper-bound' })).toBe('518×14');
    expect(sizeOf(20_000, 10, { rule: 'fit-and-pad', multipleOf: 1 })).toBe('518×518');
  });

  it('refuses proportions that would fill the memory, with both numbers', () => {
    expect(() => sizeOf(20_000, 20, {})).toThrow(
      expect.objectContaining({
        tag: 'OutOfMemory',
        message:
          'a picture of 20000×20 px becomes 518000×518 px by the rule lower-bound; networks see at most 16777216 px',
      }),
    );
  });
});
