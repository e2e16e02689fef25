import { describe, expect, it } from 'vitest';
import { seededRandom } from '#testing/seededRandom.ts';
import type { Picture } from '../../rasters/Raster.ts';
import { FrameScene } from '../FrameScene.ts';
import { RegionView } from '../RegionView.ts';
import { matchCurves } from './matchCurves.ts';

const [width, height] = [96, 24];
const disparityPx = 8;

function picture(grey: (x: number, y: number) => number): Picture {
  const data = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) for (let x = 0; x < width; x += 1, i += 1) data[i] = grey(x, y);
  return { width, height, channels: 1, data };
}

/** A region of all failing pixels from 40 to 70 in the middle rows, before a pair of pictures. */
function curvesOf(left: Picture, right: Picture | null) {
  const scene = new FrameScene({
    ...{ width, height, quantity: 'disparity', rig: null, isMetric: true, isGroundTruth: true },
    reference: new Float32Array(width * height).fill(disparityPx),
    predicted: new Float32Array(width * height).fill(20),
    ...{ left, right, others: [], classMasks: [] },
  });
  const pixels: number[] = [];
  for (let y = 6; y < 18; y += 1) for (let x = 40; x < 70; x += 1) pixels.push(y * width + x);
  const mask = new Uint8Array(width * height);
  for (const i of pixels) mask[i] = 1;
  const bbox = [40, 6, 30, 12] as const;
  scene.prepareAll([bbox]);
  const view = new RegionView(
    { pixels: Int32Array.from(pixels), bbox, isWholeImage: false },
    { scene, fails: mask, inRegions: mask },
  );
  return matchCurves(view, scene);
}

const random = seededRandom(7);
const noise = Array.from({ length: (width + 64) * height }, () => 40 + 160 * random());
const noisy = (x: number, y: number) => noise[y * (width + 64) + x]!;

describe('matchCurves', () => {
  it('finds one clear match, which leads back, where a textured picture is shifted', () => {
    const curves = curvesOf(
      picture(noisy),
      picture((x, y) => noisy(x + disparityPx, y)),
    )!;
    expect(curves).toMatchObject({ ambiguousShare: 0, flatShare: 0, inconsistentShare: 0, clearShare: 1 });
  });

  it('finds two places as good where the texture repeats, a period apart', () => {
    const stripes = (x: number, y: number) => 128 + 90 * Math.sin((2 * Math.PI * x) / 12) + (y % 3);
    const curves = curvesOf(
      picture(stripes),
      picture((x, y) => stripes(x + disparityPx, y)),
    )!;
    expect(curves.ambiguousShare).toBeGreaterThan(0.9);
    expect(curves.spacingPx).toBe(12);
  });

  it('finds nothing to match on a plain surface', () => {
    const plain = picture((x) => 120 + (x % 2));
    expect(curvesOf(plain, plain)).toMatchObject({ flatShare: 1, clearShare: 0, spacingPx: null });
  });

  it('does not find back from the like of a place that the right picture does not show', () => {
    // What the region shows stands 30 px to its left, too; the right picture has that one only, 8 px on.
    const left = (x: number, y: number) => noisy(x >= 40 && x < 70 ? x - 30 : x, y);
    const right = (x: number, y: number) =>
      x < 32 ? noisy(x + disparityPx, y) : noisy(x + 60, height - 1 - y);
    const curves = curvesOf(picture(left), picture(right))!;
    expect(curves.clearShare).toBeGreaterThan(0.8);
    expect(curves.inconsistentShare).toBeGreaterThan(0.8);
  });

  it('says nothing without a right picture', () => {
    expect(curvesOf(picture(noisy), null)).toBeNull();
  });
});
