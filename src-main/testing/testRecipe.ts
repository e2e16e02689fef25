import type { RecipeRecord } from '#domain/records.ts';

/** A recipe in force for tests of what stores numbers; its hash is not that of its text. */
export const testRecipe: RecipeRecord = {
  hash: 'recipe-1',
  label: 'disparity, not aligned',
  recipe: {
    quantity: 'disparity',
    alignment: 'none',
    mask: { minDepthM: null, maxDepthM: null, ignoredClasses: ['ignore'] },
    clip: null,
    ssim: { windowPx: 7, dataRange: 'ground-truth-span', minCoverage: 0.5 },
    regions: { ssimBelow: 0.5, errorAbove: { absolute: 3, relative: 0.05 }, mergePx: 4, minAreaPx: 16 },
  },
};
