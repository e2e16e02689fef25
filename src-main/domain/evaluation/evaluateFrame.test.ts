import { describe, expect, it } from 'vitest';
import type { StereoRig } from '../camera/StereoRig.ts';
import { abortError } from '../errors.ts';
import { errorProfile } from '../metrics/errorProfile.ts';
import { metricFamilies } from '../metrics/metricFamilies.ts';
import type { Mask, Quantity, Raster } from '../rasters/Raster.ts';
import { defaultRecipe } from './defaultRecipe.ts';
import { evaluateFrame, type EvaluateFrameInput } from './evaluateFrame.ts';
import type { FrameEvaluation } from './FrameEvaluation.ts';
import type { Recipe } from './Recipe.ts';

const width = 40;
const height = 30;
const rig: StereoRig = {
  focalPx: 100,
  cxPx: 19.5,
  cyPx: 14.5,
  baselineM: 0.5,
  doffsPx: 2,
  width,
  height,
};

function raster(at: (x: number, y: number) => number, quantity: Quantity = 'disparity:px'): Raster {
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    at(i % width, Math.floor(i / width)),
  );
  return { quantity, width, height, values };
}

function mask(isInside: (x: number, y: number) => boolean): Mask {
  const { values } = raster((x, y) => (isInside(x, y) ? 1 : 0));
  return { width, height, data: Uint8Array.from(values) };
}

const ramp = raster((x, y) => 4 + 0.5 * x + 0.25 * y);
const scaled = (factor: number, shift = 0) => raster((x, y) => factor * (4 + 0.5 * x + 0.25 * y) + shift);

function evaluate(change: Partial<EvaluateFrameInput> = {}, recipe: Partial<Recipe> = {}): FrameEvaluation {
  const base = { groundTruth: ramp, prediction: ramp, rig, classMasks: [] };
  return evaluateFrame({ ...base, recipe: { ...defaultRecipe('disparity'), ...recipe }, ...change });
}

function metricOf({ metrics }: FrameEvaluation, name: string, scope = 'all') {
  return metrics.find((metric) => metric.name === name && metric.scope === scope)!;
}

describe('evaluateFrame', () => {
  it('finds nothing wrong with the ground truth itself', () => {
    const found = evaluate();
    expect(metricOf(found, 'ssim').value).toBe(1);
    expect(metricOf(found, 'epe').value).toBe(0);
    expect(metricOf(found, 'absRel').value).toBe(0);
    expect(metricOf(found, 'density')).toMatchObject({ value: 100, coverage: 1, pixels: 1200 });
    expect(metricOf(found, 'psnr').value).toBeNull();
    expect(found.regions).toEqual([]);
    expect(found.warnings).toEqual([]);
  });

  it('signs the error as prediction − ground truth, NaN where either is missing', () => {
    const prediction = raster((x, y) => (x === 0 ? NaN : 5 + 0.5 * x + 0.25 * y));
    const groundTruth = raster((x, y) => (y === 0 ? NaN : 4 + 0.5 * x + 0.25 * y));
    const { error, aligned, metrics } = evaluate({ prediction, groundTruth });
    expect(error.quantity).toBe('error:px');
    expect([error.values[0], error.values[1], error.values[width]]).toEqual([NaN, NaN, NaN]);
    expect(error.values[width + 1]).toBe(1);
    expect(aligned.values[1]).toBe(5.5);
    const epe = metrics.find(({ name }) => name === 'epe')!;
    expect(epe).toMatchObject({ value: 1, pixels: 39 * 29 });
    expect(epe.coverage).toBeCloseTo(39 / 40, 12);
  });

  it('computes depth metrics in metres of a comparison in disparity', () => {
    const depth = raster((x, y) => 50 / (6 + 0.5 * x + 0.25 * y), 'depth:m');
    const prediction = scaled(1, 1);
    const found = evaluate({ prediction });
    const inDepth = evaluate({ prediction, groundTruth: depth }, { quantity: 'depth' });
    expect(metricOf(found, 'absRel').value).toBeGreaterThan(0.03);
    expect(metricOf(found, 'absRel').value).toBeCloseTo(metricOf(inDepth, 'absRel').value!, 6);
    expect(metricOf(inDepth, 'epe').value).toBeCloseTo(1, 5);
    expect(inDepth.aligned.quantity).toBe('depth:m');
  });

  it('has no depth metrics without calibration, but still those of disparity', () => {
    const found = evaluate({ rig: null, prediction: scaled(1.5) });
    expect(metricOf(found, 'absRel')).toEqual({
      scope: 'all',
      name: 'absRel',
      value: null,
      coverage: 0,
      pixels: 0,
    });
    expect(metricOf(found, 'epe').value).toBeGreaterThan(1);
  });

  it('aligns in the compared quantity, then scores in all of them', () => {
    const prediction = scaled(0.5, -1);
    const found = evaluate({ prediction }, { alignment: 'scale-shift' });
    expect(found.alignment.scale).toBeCloseTo(2, 6);
    expect(found.alignment.shift).toBeCloseTo(2, 5);
    expect(metricOf(found, 'epe').value).toBeLessThan(1e-5);
    expect(metricOf(found, 'delta1').value).toBe(1);
  });

  it('aligns relative inverse depth to disparity, and refuses it without alignment', () => {
    const prediction = raster((x, y) => 0.1 * (4 + 0.5 * x + 0.25 * y), 'inverse-depth:relative');
    const found = evaluate({ prediction, rig: null }, { alignment: 'scale' });
    expect(found.alignment.scale).toBeCloseTo(10, 5);
    expect(() => evaluate({ prediction })).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: 'a map of inverse-depth:relative has no unit and needs an alignment, found none',
      }),
    );
    expect(() => evaluate({ prediction }, { quantity: 'depth', alignment: 'scale' })).toThrow(
      /cannot be compared in depth \(possible: inverse-depth, disparity\)/,
    );
  });

  it('clips the aligned prediction to the recipe’s range', () => {
    const { aligned } = evaluate({ prediction: scaled(10) }, { clip: { min: 0, max: 20 } });
    expect(Math.max(...aligned.values)).toBe(20);
  });

  it('leaves out depths beyond the bounds and ignored classes', () => {
    const left = { name: 'ignore', mask: mask((x) => x < 10) };
    const found = evaluate({ classMasks: [left] });
    expect(metricOf(found, 'epe').pixels).toBe(30 * 30);
    expect(found.metrics.every(({ scope }) => scope === 'all')).toBe(true);

    const bounded = evaluate({}, { mask: { minDepthM: null, maxDepthM: 4, ignoredClasses: [] } });
    const within = ramp.values.filter((d) => 50 / (d + 2) <= 4).length;
    expect(metricOf(bounded, 'epe').pixels).toBe(within);
    expect(() =>
      evaluate({ rig: null }, { mask: { minDepthM: 1, maxDepthM: null, ignoredClasses: [] } }),
    ).toThrow(expect.objectContaining({ tag: 'CalibrationMissing' }));
  });

  it('scores inside and outside every class', () => {
    const prediction = raster((x, y) => 4 + 0.5 * x + 0.25 * y + (x < 8 ? 4 : 0));
    const found = evaluate({ prediction, classMasks: [{ name: 'translucent', mask: mask((x) => x < 8) }] });
    expect(metricOf(found, 'epe', 'class:translucent').value).toBeCloseTo(4, 5);
    expect(metricOf(found, 'epe', 'not-class:translucent').value).toBe(0);
    expect(metricOf(found, 'epe').value).toBeCloseTo(4 * (8 / 40), 5);
    expect(metricOf(found, 'ssim', 'class:translucent').value).toBeLessThan(
      metricOf(found, 'ssim', 'not-class:translucent').value!,
    );
    expect(found.regions).toHaveLength(1);
    expect(found.regions[0]).toMatchObject({ rank: 1, areaPx: 240, bbox: [0, 0, 8, 30] });
  });

  it('warns of sparse ground truth, of a constant one, and of a frame smaller than the window', () => {
    const sparse = raster((x, y) => ((x + y) % 6 === 0 ? 4 + 0.5 * x + 0.25 * y : NaN));
    expect(evaluate({ groundTruth: sparse }).warnings).toEqual([
      'Sparse ground truth: 16.7 % of the pixels have a value, and SSIM has one at 0.0 %.',
    ]);
    const flat = evaluate({ groundTruth: raster(() => 5) });
    expect(flat.warnings[0]).toMatch(/^SSIM has no value: the ground truth is constant/);
    expect(metricOf(flat, 'ssim').value).toBeNull();
    const wide = { ...defaultRecipe('disparity').ssim, windowPx: 31 };
    expect(evaluate({}, { ssim: wide }).warnings[0]).toMatch(/40×30, is smaller than the window, 31/);
  });

  it('warns of depths that alignment pushed behind the camera', () => {
    const groundTruth = raster((x) => 1 + x, 'depth:m');
    const prediction = raster((x) => (x < 4 ? -1 : 1 + x), 'depth:m');
    expect(evaluate({ groundTruth, prediction }, { quantity: 'depth' }).warnings).toEqual([
      '120 compared pixels have a depth ≤ 0 after alignment and are left out of ratios, logarithms and inverses.',
    ]);
  });

  it('refuses maps of different size, naming both', () => {
    const small = { ...ramp, width: 39, values: new Float32Array(39 * 30) };
    expect(() => evaluate({ prediction: small })).toThrow(
      expect.objectContaining({
        tag: 'SizeMismatch',
        message: 'the prediction is 39×30, the ground truth 40×30',
      }),
    );
    const other = { width: 4, height: 4, data: new Uint8Array(16) };
    expect(() => evaluate({ classMasks: [{ name: 'thin', mask: other }] })).toThrow(
      expect.objectContaining({ tag: 'SizeMismatch' }),
    );
  });

  it('refuses an empty ground truth and an empty prediction apart', () => {
    const empty = raster(() => NaN);
    expect(() => evaluate({ groundTruth: empty })).toThrow(
      expect.objectContaining({
        tag: 'NoValidPixels',
        message: 'not scorable: no pixel of the ground truth has a value inside the mask',
      }),
    );
    expect(() => evaluate({ prediction: empty })).toThrow(/at none of the 1200 pixels with ground truth/);
  });

  it('stops when cancelled and tells its progress', () => {
    const shares: number[] = [];
    const input = {
      groundTruth: ramp,
      prediction: ramp,
      rig,
      recipe: defaultRecipe('disparity'),
      classMasks: [],
    };
    evaluateFrame(input, { checkCancelled: () => undefined, progress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const checkCancelled = () => {
      throw abortError();
    };
    expect(() => evaluateFrame(input, { checkCancelled, progress: () => undefined })).toThrow('cancelled');
  });

  it('leaves its inputs as they were', () => {
    const before = ramp.values.slice();
    evaluate({ classMasks: [{ name: 'ignore', mask: mask((x) => x < 10) }] }, { alignment: 'median' });
    expect(ramp.values).toEqual(before);
  });

  it('fits in another quantity, raises what falls below the floor, converts and clips, in this order', () => {
    const groundTruth = raster((x, y) => 2 + x + y, 'depth:m');
    const prediction = raster((x, y) => (x < 4 ? 0.9 : 3 / (2 + x + y) + 1), 'inverse-depth:relative');
    const found = evaluate(
      { groundTruth, prediction, rig: null },
      {
        quantity: 'depth',
        alignment: 'robust',
        alignIn: 'inverse-depth',
        alignFloor: 1 / 80,
        clip: { min: 0, max: 70 },
      },
    );
    expect(found.alignment.scale).toBeCloseTo(1 / 3, 5);
    expect(found.alignment.shift).toBeCloseTo(-1 / 3, 5);
    expect(found.aligned.values[0]).toBe(70);
    expect(found.aligned.values[width - 1]).toBeCloseTo(2 + width - 1, 3);
    expect(found.warnings[0]).toBe(
      '120 compared pixels (10.0 %) had an aligned inverse depth below 0.0125 and were raised to it.',
    );
  });

  it('scores the inside of a crop only', () => {
    const { mask: usual } = defaultRecipe('disparity');
    const found = evaluate({}, { mask: { ...usual, crop: [{ x: 5, y: 3, width: 20, height: 10 }] } });
    expect(metricOf(found, 'epe').pixels).toBe(200);
    expect(Number.isNaN(found.error.values[0])).toBe(true);
  });

  it('tells open from closed depth bounds', () => {
    const groundTruth = raster((x) => 1 + x, 'depth:m');
    const count = (bounds: 'open' | 'closed') => {
      const limits = { minDepthM: 1, maxDepthM: 10, ignoredClasses: [], bounds };
      return metricOf(
        evaluate({ groundTruth, prediction: groundTruth }, { quantity: 'depth', mask: limits }),
        'mae',
      ).pixels;
    };
    expect([count('closed'), count('open')]).toEqual([10 * height, 8 * height]);
  });

  it('resizes a prediction where the recipe says how', () => {
    const prediction: Raster = {
      quantity: 'disparity:px',
      width: 20,
      height: 15,
      values: Float32Array.from({ length: 300 }, (_, i) => 2 + 0.5 * (i % 20) + 0.25 * Math.floor(i / 20)),
    };
    expect(() => evaluate({ prediction })).toThrow(/the prediction is 20×15, the ground truth 40×30/);
    const found = evaluate({ prediction }, { resize: 'bilinear' });
    expect(metricOf(found, 'epe').value).toBeLessThan(0.5);
    expect(metricOf(found, 'epe').pixels).toBe(1200);
  });

  it('fills holes as KITTI does, and still tells the density', () => {
    const prediction = raster((x, y) => (x >= 30 ? NaN : 4 + 0.5 * x + 0.25 * y));
    const found = evaluate({ prediction }, { holes: 'kitti' });
    expect(metricOf(found, 'density').value).toBe(75);
    expect(metricOf(found, 'epe').pixels).toBe(1200);
    expect(metricOf(found, 'd1All').value).toBeCloseTo((100 * 4) / 40, 12);
  });

  it('counts missing predictions in shares as the recipe says', () => {
    const prediction = raster((x, y) => (x >= 30 ? NaN : x < 10 ? 99 : 4 + 0.5 * x + 0.25 * y));
    const bad = (rule?: Recipe['unpredicted']) =>
      metricOf(evaluate({ prediction }, { unpredicted: rule }), 'bad2');
    expect(bad()).toMatchObject({ value: 100 / 3, pixels: 900, coverage: 0.75 });
    expect(bad('not-bad')).toMatchObject({ value: 25, pixels: 1200, coverage: 1 });
    expect(bad('bad')).toMatchObject({ value: 50, pixels: 1200 });
  });

  it('compares 8-bit maps of their own range where the recipe says so', () => {
    const prediction = scaled(0.1, 7);
    const ssimRule = { ...defaultRecipe('disparity').ssim, dataRange: 255, levels: 'eight-bit' as const };
    const found = evaluate({ prediction }, { ssim: ssimRule });
    expect(metricOf(found, 'ssim').value).toBeGreaterThan(0.999);
    expect(metricOf(evaluate({ prediction }), 'ssim').value).toBeLessThan(0.9);
  });

  it('splits by distance and by zone, each pixel in one band and one zone', () => {
    const prediction = scaled(1, 1);
    const found = evaluate({ prediction }, { strata: { bandsM: [3, 6], zones: true } });
    const scopes = [...new Set(found.metrics.map(({ scope }) => scope))];
    const bands = scopes.filter((scope) => scope.startsWith('distance:'));
    expect(bands).toEqual(['distance:0-3', 'distance:3-6', 'distance:6-']);
    const zones = scopes.filter((scope) => scope.startsWith('zone:'));
    expect(zones).toEqual(['zone:centre', 'zone:top', 'zone:bottom', 'zone:left', 'zone:right']);
    for (const parts of [bands, zones]) {
      const pixels = parts.map((scope) => metricOf(found, 'epe', scope).pixels);
      expect(pixels.reduce((sum, n) => sum + n, 0)).toBe(1200);
    }
    const apart = evaluate({ prediction, rig: null }, { strata: { bandsM: [3, 6] } });
    expect(apart.warnings).toEqual([
      'Distance bands need the depth of the ground truth, which is not known without calibration.',
    ]);
  });

  it('warns when occluded pixels should be left out and nobody says which they are', () => {
    const { mask: usual } = defaultRecipe('disparity');
    const recipe = { mask: { ...usual, ignoredClasses: ['occluded'] } };
    expect(evaluate({}, recipe).warnings[0]).toMatch(/no mask of them: all pixels are scored/);
    const occluded = { name: 'occluded', mask: mask((x) => x < 10) };
    expect(evaluate({ classMasks: [occluded] }, recipe).warnings).toEqual([]);
  });

  it('computes the families that the recipe asks for, each where it belongs', () => {
    const prediction = raster((x, y) => 4 + 0.5 * x + 0.25 * y + (x % 3 === 0 ? 0.1 : 0));
    const classMasks = [
      { name: 'thin', mask: mask((x, y) => x > 10 && x < 14 && y > 4 && y < 25) },
      { name: 'floor', mask: mask((_, y) => y > 24) },
    ];
    const pointPairs = [{ first: [39, 29], second: [0, 0], nearer: 'first' }] as const;
    const uncertainty = new Float32Array(width * height).map((_, i) => i % 7);
    const found = evaluate(
      { prediction, classMasks, pointPairs, uncertainty },
      { families: [...metricFamilies] },
    );
    const scopesWith = (name: string) =>
      found.metrics.filter((metric) => metric.name === name).map(({ scope }) => scope);
    for (const name of [
      'ssiMae',
      'boundaryF1',
      'edgeRecall1',
      'dbeAccuracy',
      'chamfer',
      'ddeCorrect',
      'auseRmse',
    ]) {
      expect(scopesWith(name), name).toEqual(['all']);
    }
    expect(scopesWith('normalMean')).toHaveLength(5);
    expect(scopesWith('skeletonRecall')).toEqual(['class:thin', 'class:floor']);
    expect(scopesWith('planeFlatness')).toEqual(['class:floor']);
    expect(metricOf(found, 'ordinalAccuracy')).toMatchObject({ value: 1, pixels: 1, coverage: 1 });
    expect(found.metrics.every(({ coverage }) => coverage >= 0 && coverage <= 1)).toBe(true);
    expect(evaluate({ prediction }).metrics.filter(({ name }) => name === 'ssiMae')).toEqual([]);
  });

  it('describes how its errors are spread', () => {
    const { aligned, error } = evaluate({ prediction: scaled(1, 2) });
    const truth = aligned.values.map((value, i) => value - error.values[i]!);
    const profile = errorProfile(truth, error.values);
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect([sum(profile!.counts), sum(profile!.bandCounts)]).toEqual([1200, 1200]);
    expect(profile!.errorEdges[0]).toBe(-2);
    expect(profile!.counts.at(-1)).toBe(1200);
    expect([...profile!.bandBias].every((bias) => bias === 2)).toBe(true);
    expect(profile!.truthEdges[0]).toBe(4);
  });
});
