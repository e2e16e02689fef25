import { describe, expect, it } from 'vitest';
import { canonicalRecipeText } from './canonicalRecipe.ts';
import { defaultRecipe } from './defaultRecipe.ts';
import { recipeLabel } from './recipeLabel.ts';
import type { Recipe } from './Recipe.ts';
import { validateRecipe } from './validateRecipe.ts';

const recipe = defaultRecipe('disparity');

describe('canonicalRecipeText', () => {
  it('is the same whatever the order of keys and ignored classes', () => {
    const first: Recipe = { ...recipe, mask: { ...recipe.mask, ignoredClasses: ['b', 'a'] } };
    const reversed = Object.fromEntries(Object.entries(first).toReversed()) as unknown as Recipe;
    const second = { ...reversed, mask: { ...first.mask, ignoredClasses: ['a', 'b', 'a'] } };
    expect(canonicalRecipeText(second)).toBe(canonicalRecipeText(first));
  });

  it('differs where any setting differs', () => {
    const texts = [
      recipe,
      defaultRecipe('depth'),
      { ...recipe, alignment: 'median' as const },
      { ...recipe, ssim: { ...recipe.ssim, dataRange: 64 } },
      { ...recipe, regions: { ...recipe.regions, mergePx: 9 } },
    ].map(canonicalRecipeText);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('does not change by stating what is meant by leaving it out', () => {
    const stated: Recipe = {
      ...recipe,
      alignIn: 'disparity',
      alignFloor: null,
      mask: { ...recipe.mask, bounds: 'closed', crop: [] },
      resize: 'refuse',
      holes: 'leave',
      unpredicted: 'leave-out',
      ssim: {
        ...recipe.ssim,
        window: 'uniform',
        covariance: 'sample',
        K1: 0.01,
        K2: 0.03,
        levels: 'values',
      },
      average: 'images',
      families: [],
      strata: { bandsM: [], zones: false },
    };
    expect(canonicalRecipeText(stated)).toBe(canonicalRecipeText(recipe));
    expect(canonicalRecipeText({ ...recipe, alignFloor: 0.1, alignIn: 'depth' })).toBe(
      canonicalRecipeText(recipe),
    );
    expect(recipeLabel(stated)).toBe(recipeLabel(recipe));
  });

  it('differs by every newer setting', () => {
    const aligned: Recipe = { ...defaultRecipe('depth'), alignment: 'scale-shift' };
    const { ssim, mask } = aligned;
    const changes: readonly Partial<Recipe>[] = [
      {},
      { alignIn: 'inverse-depth' },
      { alignIn: 'inverse-depth', alignFloor: 0.01 },
      { mask: { ...mask, bounds: 'open' } },
      { mask: { ...mask, crop: ['garg'] } },
      { mask: { ...mask, crop: ['kb', 'garg'] } },
      { resize: 'bilinear' },
      { unpredicted: 'bad' },
      { ssim: { ...ssim, window: 'gaussian' } },
      { ssim: { ...ssim, covariance: 'population' } },
      { ssim: { ...ssim, K1: 0.02 } },
      { ssim: { ...ssim, levels: 'eight-bit' } },
      { average: 'pixels' },
      { families: ['normals'] },
      { strata: { bandsM: [10] } },
      { strata: { zones: true } },
    ];
    const texts = changes.map((change) => canonicalRecipeText({ ...aligned, ...change }));
    expect(new Set(texts).size).toBe(changes.length);
    for (const change of changes) {
      const wanted = { ...aligned, ...change };
      expect(validateRecipe(JSON.parse(JSON.stringify(wanted)))).toEqual(wanted);
    }
  });

  it('is compact JSON with sorted keys', () => {
    expect(canonicalRecipeText(recipe)).toBe(
      '{"alignment":"none","clip":null,"mask":{"ignoredClasses":["ignore"],"maxDepthM":null,"minDepthM":null},' +
        '"quantity":"disparity","regions":{"errorAbove":{"absolute":3,"relative":0.05},"mergePx":8,' +
        '"minAreaPx":64,"ssimBelow":null},"ssim":{"dataRange":"ground-truth-span","minCoverage":0.5,"windowPx":7}}',
    );
  });
});

describe('recipeLabel', () => {
  it('says what distinguishes a comparison in one line', () => {
    expect(recipeLabel(recipe)).toBe('disparity · no alignment · SSIM 7, L = GT span');
    const other: Recipe = {
      ...defaultRecipe('inverse-depth'),
      alignment: 'scale-shift',
      mask: { minDepthM: null, maxDepthM: 80, ignoredClasses: ['ignore', 'sky'] },
      clip: { min: 0, max: 2 },
      ssim: { windowPx: 11, dataRange: 0.5, minCoverage: 0.5 },
    };
    expect(recipeLabel(other)).toBe(
      'inverse depth · least-squares scale and shift · depth ≤ 80 m · without sky · clipped to 0–2 1/m · SSIM 11, L = 0.5 1/m',
    );
  });
});

describe('recipeLabel of newer settings', () => {
  it('says them where they are not as usual', () => {
    const depth = defaultRecipe('depth');
    expect(
      recipeLabel({
        ...depth,
        alignment: 'scale-shift',
        alignIn: 'inverse-depth',
        alignFloor: 0.0125,
        mask: { ...depth.mask, minDepthM: 0.001, maxDepthM: 80, crop: ['kb', 'garg'] },
        resize: 'bilinear',
        ssim: { windowPx: 11, dataRange: 255, minCoverage: 0.5, window: 'gaussian', levels: 'eight-bit' },
        average: 'pixels',
      }),
    ).toBe(
      'depth · least-squares scale and shift in inverse depth, at least 0.0125 1/m · depth 0.001–80 m · crop kb + garg · resized bilinear · SSIM 11, Gaussian, of 8-bit min–max maps, L = 255 · pooled over pixels',
    );
  });
});

describe('validateRecipe', () => {
  it.each(['disparity', 'depth', 'inverse-depth'] as const)(
    'accepts the default recipe of %s',
    (quantity) => {
      const wanted = defaultRecipe(quantity);
      expect(validateRecipe(JSON.parse(JSON.stringify(wanted)))).toEqual(wanted);
    },
  );

  it.each([
    [{ quantity: 'distance' }, 'quantity must be one of disparity, depth, inverse-depth, found distance'],
    [
      { alignment: 3 },
      'alignment must be one of none, median, scale, scale-shift, ssi, trimmed, robust, found 3',
    ],
    [{ clip: { min: 2, max: 2 } }, 'clip.max must be more than clip.min, 2, found 2'],
    [
      { ssim: { ...recipe.ssim, windowPx: 8 } },
      'ssim.windowPx must be an odd integer from 3 to 101, found 8',
    ],
    [
      { ssim: { ...recipe.ssim, dataRange: 'auto' } },
      'ssim.dataRange must be ground-truth-span, ground-truth-percentiles or a number > 0, found auto',
    ],
    [{ ssim: { ...recipe.ssim, minCoverage: 2 } }, 'ssim.minCoverage must be a number from 0 to 1, found 2'],
    [
      { mask: { ...recipe.mask, minDepthM: 5, maxDepthM: 4 } },
      'mask.maxDepthM must be more than mask.minDepthM, 5, found 4',
    ],
    [
      { mask: { ...recipe.mask, ignoredClasses: [1] } },
      'mask.ignoredClasses must be a list of class names, found [1]',
    ],
    [
      { regions: { ...recipe.regions, mergePx: -1 } },
      'regions.mergePx must be a number from 0 to 200, found -1',
    ],
    [
      { regions: { ...recipe.regions, errorAbove: { absolute: 3 } } },
      'regions.errorAbove must be an object with absolute, relative, found no relative',
    ],
    [
      { mask: { ...recipe.mask, crop: ['middle'] } },
      'mask.crop[0] must be garg, eigen, kb, nyu or a rectangle, found middle',
    ],
    [
      { mask: { ...recipe.mask, crop: [{ x: 0, y: 0, width: 0, height: 4 }] } },
      'mask.crop[0].width must be a whole number of pixels ≥ 1, found 0',
    ],
    [{ strata: { bandsM: [30, 10] } }, 'strata.bandsM must be ascending, found [30,10]'],
    [{ alignFloor: 0 }, 'alignFloor must be null or a number > 0, found 0'],
    [{ families: ['colour'] }, /^families\[0\] must be one of losses, /],
    [
      { quantity: 'depth', holes: 'kitti' },
      'quantity must be disparity where holes are filled as KITTI does, found depth',
    ],
    [
      { colour: 'red' },
      'recipe must be no keys but quantity, alignment, mask, clip, ssim, regions, alignIn, alignFloor, resize, holes, unpredicted, average, families, strata, found colour',
    ],
  ])('refuses %o with the legal range', (change, message) => {
    expect(() => validateRecipe({ ...recipe, ...change })).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
      }),
    );
  });

  it.each([null, undefined, 7, []])('refuses %o', (value) => {
    expect(() => validateRecipe(value)).toThrow(expect.objectContaining({ tag: 'InvalidOption' }));
  });
});
