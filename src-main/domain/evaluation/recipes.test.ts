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
    [{ alignment: 3 }, 'alignment must be one of none, median, scale, scale-shift, found 3'],
    [{ clip: { min: 2, max: 2 } }, 'clip.max must be more than clip.min, 2, found 2'],
    [
      { ssim: { ...recipe.ssim, windowPx: 8 } },
      'ssim.windowPx must be an odd integer from 3 to 101, found 8',
    ],
    [
      { ssim: { ...recipe.ssim, dataRange: 'auto' } },
      'ssim.dataRange must be ground-truth-span or a number > 0, found auto',
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
      { colour: 'red' },
      'recipe must be no keys but quantity, alignment, mask, clip, ssim, regions, found colour',
    ],
  ])('refuses %o with the legal range', (change, message) => {
    expect(() => validateRecipe({ ...recipe, ...change })).toThrow(
      expect.objectContaining({ tag: 'InvalidOption', message }),
    );
  });

  it.each([null, undefined, 7, []])('refuses %o', (value) => {
    expect(() => validateRecipe(value)).toThrow(expect.objectContaining({ tag: 'InvalidOption' }));
  });
});
