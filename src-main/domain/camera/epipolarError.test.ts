import { describe, expect, it } from 'vitest';
import { seededRandom } from '#testing/seededRandom.ts';
import type { Picture } from '../rasters/Raster.ts';
import { epipolarError, leastMatches } from './epipolarError.ts';
import { rowProblem } from './rowProblem.ts';

/** Smooth blobs: the same scene seen from another place is a shifted cut of it. */
function scene(width: number, height: number, seed: number): Picture {
  const random = seededRandom(seed);
  const sums = new Float64Array(width * height);
  for (let blob = 0; blob < (width * height) / 60; blob += 1) {
    const [bx, by, weight] = [random() * width, random() * height, random() * 160 - 80];
    for (let y = Math.max(0, Math.floor(by) - 6); y < Math.min(height, by + 7); y += 1) {
      for (let x = Math.max(0, Math.floor(bx) - 6); x < Math.min(width, bx + 7); x += 1) {
        sums[y * width + x]! += weight * Math.exp(-((x - bx) ** 2 + (y - by) ** 2) / 8);
      }
    }
  }
  const data = Uint8Array.from(sums, (v) => Math.max(0, Math.min(255, 128 + v)));
  return { width, height, channels: 1, data };
}

function cut(
  { width, data }: Picture,
  x: number,
  y: number,
  size: { width: number; height: number },
): Picture {
  const out = new Uint8Array(size.width * size.height);
  for (let v = 0; v < size.height; v += 1) {
    const from = (v + y) * width + x;
    out.set(data.subarray(from, from + size.width), v * size.width);
  }
  return { ...size, channels: 1, data: out };
}

const size = { width: 160, height: 110 };
const wide = scene(220, 150, 7);

describe('epipolarError', () => {
  it('is 0 where the rows correspond, and knows the disparity', () => {
    const found = epipolarError(cut(wide, 20, 20, size), cut(wide, 32, 20, size));
    expect(found.matches).toBeGreaterThan(40);
    expect(found.medianPx).toBeLessThan(0.05);
    expect(found.medianDisparityPx).toBeCloseTo(12, 1);
    expect(rowProblem(found, { left: 'a.png', rig: null })).toBeNull();
  });

  it('finds a planted vertical shift of 3 px, up and down', () => {
    for (const shift of [3, -3]) {
      const found = epipolarError(cut(wide, 20, 20, size), cut(wide, 32, 20 + shift, size));
      expect(found.medianPx).toBeCloseTo(3, 1);
      expect(found.p90Px).toBeCloseTo(3, 0);
      expect(rowProblem(found, { left: 'a.png', rig: null })).toMatchObject({
        tag: 'NotRectified',
        severity: 'doubtful',
        message: expect.stringContaining('median 3.0 px') as unknown,
      });
    }
  });

  it('finds exchanged pictures', () => {
    const found = epipolarError(cut(wide, 32, 20, size), cut(wide, 20, 20, size));
    expect(found.medianDisparityPx).toBeCloseTo(-12, 1);
    expect(rowProblem(found, { left: 'a.png', rig: null })?.message).toContain('may be exchanged');
    const rig = { focalPx: 1, cxPx: 0, cyPx: 0, baselineM: 1, doffsPx: 20, width: 160, height: 110 };
    expect(rowProblem(found, { left: 'a.png', rig })).toBeNull();
  });

  it.each([
    ['black', { ...size, channels: 1, data: new Uint8Array(size.width * size.height) }],
    ['of one row', { width: 400, height: 1, channels: 1, data: new Uint8Array(400) }],
  ] as const)('says nothing of a picture that is %s', (_, picture) => {
    const other = picture.height === size.height ? cut(wide, 40, 30, size) : picture;
    const found = epipolarError(picture, other);
    expect(found.matches).toBeLessThan(leastMatches);
    expect(found).toMatchObject({ medianPx: null, p90Px: null, medianDisparityPx: null });
    expect(rowProblem(found, { left: 'a.png', rig: null })).toBeNull();
  });

  it('refuses pictures of two sizes', () => {
    expect(() => epipolarError(cut(wide, 0, 0, size), wide)).toThrow(
      expect.objectContaining({
        tag: 'SizeMismatch',
        message: 'the right picture is 220×150, the left one is 160×110',
      }),
    );
  });
});
