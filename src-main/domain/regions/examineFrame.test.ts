import { describe, expect, it } from 'vitest';
import { defaultRecipe } from '../evaluation/defaultRecipe.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import { examineFrame, type ExamineInput } from './examineFrame.ts';
import { defaultRegionSettings } from './RegionSettings.ts';

const [width, height] = [120, 80];

/** A map of depths; NaN = invalid. */
function depth(at: (x: number, y: number) => number): Raster<'depth:m'> {
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    at(i % width, Math.floor(i / width)),
  );
  return { quantity: 'depth:m', width, height, values };
}

/** Grey noise, so that nothing is without texture. */
function picture(at: (x: number, y: number) => number = () => 120): Picture {
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const grain = ((i * 7919) % 61) - 30;
    return at(i % width, Math.floor(i / width)) + grain;
  });
  return { width, height, channels: 1, data };
}

function examine(
  prediction: Raster,
  truth: Raster | null,
  given: Partial<ExamineInput> = {},
): ReturnType<typeof examineFrame> {
  const error = truth && prediction.values.map((value, i) => value - truth.values[i]!);
  return examineFrame({
    quantity: 'depth',
    rule: defaultRecipe('depth').regions,
    settings: defaultRegionSettings,
    rig: null,
    prediction,
    truth: truth && { map: truth, error: error!, ssim: new Float32Array(width * height).fill(NaN) },
    left: picture(),
    right: null,
    others: [],
    classMasks: [],
    ...given,
  });
}

/** A floor that rises to the horizon at 20 m. */
const floor = (_: number, y: number) => 400 / (20 + 2 * y);
const isIn = (x: number, y: number, [left, top, w, h]: readonly number[]) =>
  x >= left! && x < left! + w! && y >= top! && y < top! + h!;

describe('examineFrame', () => {
  it('says that nothing fails where everything is right', () => {
    const { regions, findings } = examine(depth(floor), depth(floor));
    expect(regions).toEqual([]);
    expect(findings.notes).toEqual(['nothing fails']);
    expect(findings).toMatchObject({
      reference: 'ground-truth',
      comparedPx: 9600,
      failingPx: 0,
      errorSum: 0,
    });
  });

  it('keeps the parts of severity, whose product it is', () => {
    const wrong = depth((x, y) => floor(x, y) * (isIn(x, y, [30, 30, 20, 12]) ? 2 : 1));
    const [region] = examine(wrong, depth(floor)).regions;
    const { wrong: how, large, sure } = region!.parts;
    expect(large).toBeCloseTo(240 / 9600, 12);
    expect(how).toBeCloseTo(0.75, 2);
    expect(sure).toBeCloseTo(240 / 256, 12);
    expect(region!.severity).toBeCloseTo(how * large * sure, 12);
    expect(region!.errorSum).toBeCloseTo(240 * Math.log(2), 1);
  });

  it('says in which direction a region is wrong, by how much, and what its surroundings would have it be', () => {
    const wrong = depth((x, y) => floor(x, y) * (isIn(x, y, [30, 30, 20, 12]) ? 1.5 : 1));
    const { bias } = examine(wrong, depth(floor)).regions[0]!;
    expect(bias.direction).toBe('far');
    expect(bias.percent).toBeCloseTo(50, 1);
    const middle = floor(0, 36);
    expect(bias.truth!.metres!).toBeCloseTo(middle, 0);
    expect(bias.predicted!.metres!).toBeCloseTo(1.5 * middle, 0);
    expect(bias.metres).toBeCloseTo(0.5 * middle, 0);
    // The plane through what is around is the floor itself.
    expect(bias.plane!.metres!).toBeCloseTo(middle, 1);
    expect(bias.surroundings!.metres!).toBeCloseTo(middle, 0);
  });

  it('takes the rest of an annotated object for what the region should have been', () => {
    const wrong = depth((x, y) => (isIn(x, y, [40, 30, 10, 10]) ? 9 : isIn(x, y, [30, 20, 30, 30]) ? 4 : 10));
    const truth = depth((x, y) => (isIn(x, y, [30, 20, 30, 30]) ? 4 : 10));
    const data = Uint8Array.from(truth.values, (value) => (value === 4 ? 1 : 0));
    const classMasks = [{ name: 'translucent', mask: { width, height, data } }];
    const [region] = examine(wrong, truth, { classMasks }).regions;
    expect(region!.bias.annotation).toEqual({ value: 4, metres: 4 });
    expect(region!.cause).toBe('translucent');
  });

  it.each([
    ['scale-shift', (z: number) => 2.2 * z],
    ['scale-shift', (z: number) => 1 / (1 / z + 0.1)],
    ['inversion', (z: number) => 1 / (0.48 - 1 / z)],
  ])('makes one region of the whole image where everything is wrong: %s', (cause, wrong) => {
    const { regions } = examine(
      depth((x, y) => wrong(floor(x, y))),
      depth(floor),
    );
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({
      cause,
      bbox: [0, 0, width, height],
      detection: { isWholeImage: true },
      outline: [
        [width, 0],
        [width, height],
        [0, height],
        [0, 0],
      ],
    });
  });

  it('uses no SSIM where ground truth is sparse, and says so', () => {
    const sparse = depth((x, y) => ((x + 3 * y) % 11 === 0 ? floor(x, y) : NaN));
    const settings = { ...defaultRegionSettings, map: 'ssim' } as const;
    const { regions, findings } = examine(depth(floor), sparse, { settings });
    expect(regions).toEqual([]);
    expect(findings.notes[0]).toMatch(/^SSIM is not used: ground truth on 9\.\d % of the pixels$/);
  });

  it('notices a constant prediction', () => {
    const { findings, regions } = examine(
      depth(() => 7),
      depth(floor),
    );
    expect(findings.notes).toContain('the prediction is constant');
    expect(regions[0]!.detection.isWholeImage).toBe(true);
  });

  it('finds what touches the border of the picture, and calls it by that', () => {
    const wrong = depth((x, y) => floor(x, y) * (x < 8 ? 1.8 : 1));
    const [region, ...others] = examine(wrong, depth(floor)).regions;
    expect(others).toEqual([]);
    expect(region).toMatchObject({ bbox: [0, 0, 8, height], cause: 'image-border' });
  });

  it('tells both limits, and looks by the robust one where it is asked to', () => {
    const noisy = (x: number, y: number) => floor(x, y) * (1 + 0.01 * Math.sin(x * 12.9 + y * 78.2));
    const wrong = depth((x, y) => noisy(x, y) * (isIn(x, y, [30, 30, 20, 12]) ? 1.12 : 1));
    expect(examine(wrong, depth(floor)).regions).toEqual([]);
    const settings = { ...defaultRegionSettings, map: 'log-error', threshold: 'robust' } as const;
    const [region] = examine(wrong, depth(floor), { settings }).regions;
    expect(region!.bbox).toEqual([30, 30, 20, 12]);
    expect(region!.detection).toMatchObject({ map: 'log-error', threshold: 'robust', unit: '%' });
    expect(region!.detection.fixed).toBeCloseTo(25, 6);
    expect(region!.detection.robust!).toBeLessThan(5);
  });

  it('splits a region where two surfaces meet, but not a band along an edge', () => {
    const truth = depth((x) => (x < 60 ? 4 : 10));
    const both = depth((x, y) => truth.values[y * width + x]! * (isIn(x, y, [35, 20, 50, 40]) ? 1.6 : 1));
    expect(examine(both, truth).regions.map(({ bbox }) => bbox)).toEqual([
      [35, 20, 25, 40],
      [60, 20, 25, 40],
    ]);
    const band = depth((x, y) => truth.values[y * width + x]! * (isIn(x, y, [56, 20, 8, 40]) ? 1.6 : 1));
    expect(examine(band, truth).regions).toMatchObject([{ bbox: [56, 20, 8, 40], cause: 'object-boundary' }]);
  });

  it('suspects, without ground truth, where another method disagrees', () => {
    const wrong = depth((x, y) => floor(x, y) * (isIn(x, y, [30, 30, 20, 12]) ? 2 : 1));
    const others = [{ name: 'other', map: depth(floor), isIndependent: true }];
    const { regions, findings } = examine(wrong, null, { others });
    expect(findings.reference).toBe('other-methods');
    expect(regions).toMatchObject([{ bbox: [30, 30, 20, 12], detection: { isSuspicion: true } }]);
    expect(regions[0]!.parts.sure).toBeLessThan(0.5);
  });

  it('fits a map without unit before it asks it', () => {
    const relative: Raster = {
      quantity: 'inverse-depth:relative',
      width,
      height,
      values: depth(floor).values.map((z) => 30 / z + 5),
    };
    const wrong = depth((x, y) => floor(x, y) * (isIn(x, y, [30, 30, 20, 12]) ? 2 : 1));
    const others = [{ name: 'other', map: relative, isIndependent: true }];
    expect(examine(wrong, null, { others }).regions[0]!.bbox).toEqual([30, 30, 20, 12]);
  });

  it('finds what a right picture contradicts where there is nothing else', () => {
    const rig = { focalPx: 100, cxPx: 60, cyPx: 40, baselineM: 0.4, doffsPx: 0, width, height };
    const scene = (x: number, y: number) => 120 + 100 * Math.sin(x * 0.9 + Math.sin(y * 0.7) * 3);
    const at = (of: (x: number, y: number) => number): Picture => ({
      ...picture(),
      data: Uint8Array.from({ length: width * height }, (_, i) => of(i % width, Math.floor(i / width))),
    });
    // 5 m are 8 px of disparity.
    const [left, right] = [at(scene), at((x, y) => scene(x + 8, y))];
    const wrong = depth((x, y) => (isIn(x, y, [50, 30, 24, 20]) ? 3.6 : 5));
    const { regions, findings } = examine(wrong, null, { rig, left, right });
    expect(findings.reference).toBe('pictures');
    expect(regions).toHaveLength(1);
    const [x, y, w, h] = regions[0]!.bbox;
    expect(
      [x, y, x + w, y + h].map((edge, k) => Math.abs(edge - [50, 30, 74, 50][k]!)).every((d) => d <= 4),
    ).toBe(true);
  });
});
