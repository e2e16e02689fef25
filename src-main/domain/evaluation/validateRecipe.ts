import { alignmentMethods } from '../alignment/Alignment.ts';
import { validateFolderBackground } from '../ignore/validateBackgroundRule.ts';
import { metricFamilies } from '../metrics/metricFamilies.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import { isNamedCrop } from './crops.ts';
import { choiceOf, given, listOf, numberOf, objectOf, refuse } from './optionGuards.ts';
import { type Crop, type Recipe, type RegionRule, resizeRules } from './Recipe.ts';
import { validateSsimRule } from './validateSsimRule.ts';

const quantities = ['disparity', 'depth', 'inverse-depth'] as const satisfies readonly ComparedQuantity[];

/**
 * Makes sure that a value from outside is a recipe. Unknown keys are refused, so that a misspelt option is not ignored.
 *
 * @returns a fresh recipe with exactly the known keys; what was left out stays so.
 * @throws InvalidOption naming the option, what was found and the legal range.
 */
export function validateRecipe(value: unknown): Recipe {
  const recipe = objectOf(
    value,
    'recipe',
    ['quantity', 'alignment', 'mask', 'clip', 'ssim', 'regions'],
    ['alignIn', 'alignFloor', 'resize', 'holes', 'unpredicted', 'average', 'families', 'strata'],
  );
  const quantity = choiceOf(recipe.quantity, 'quantity', quantities);
  const holes = given(recipe, 'holes', (holes) => choiceOf(holes, 'holes', ['leave', 'kitti']));
  if (holes.holes === 'kitti' && quantity !== 'disparity') {
    refuse('quantity', 'disparity where holes are filled as KITTI does', quantity);
  }
  return {
    quantity,
    alignment: choiceOf(recipe.alignment, 'alignment', alignmentMethods),
    ...given(recipe, 'alignIn', (space) => choiceOf(space, 'alignIn', quantities)),
    ...given(recipe, 'alignFloor', floorOf),
    mask: maskOf(recipe.mask),
    ...given(recipe, 'resize', (rule) => choiceOf(rule, 'resize', resizeRules)),
    ...holes,
    ...given(recipe, 'unpredicted', (rule) => choiceOf(rule, 'unpredicted', ['leave-out', 'not-bad', 'bad'])),
    clip: recipe.clip === null ? null : clipOf(recipe.clip),
    ssim: validateSsimRule(recipe.ssim),
    ...given(recipe, 'average', (average) => choiceOf(average, 'average', ['images', 'pixels'])),
    ...given(recipe, 'families', (families) =>
      listOf(families, 'families', (name, option) => choiceOf(name, option, metricFamilies)),
    ),
    ...given(recipe, 'strata', strataOf),
    regions: regionsOf(recipe.regions),
  };
}

function maskOf(value: unknown): Recipe['mask'] {
  const mask = objectOf(
    value,
    'mask',
    ['minDepthM', 'maxDepthM', 'ignoredClasses'],
    ['bounds', 'crop', 'background'],
  );
  const minDepthM = depthOf(mask.minDepthM, 'mask.minDepthM');
  const maxDepthM = depthOf(mask.maxDepthM, 'mask.maxDepthM');
  if (minDepthM !== null && maxDepthM !== null && minDepthM >= maxDepthM) {
    refuse('mask.maxDepthM', `more than mask.minDepthM, ${minDepthM}`, maxDepthM);
  }
  const ignoredClasses: unknown = mask.ignoredClasses;
  if (!Array.isArray(ignoredClasses) || !ignoredClasses.every((name) => typeof name === 'string')) {
    refuse('mask.ignoredClasses', 'a list of class names', ignoredClasses);
  }
  return {
    minDepthM,
    maxDepthM,
    ignoredClasses,
    ...given(mask, 'bounds', (bounds) => choiceOf(bounds, 'mask.bounds', ['closed', 'open'])),
    ...given(mask, 'crop', (crops) => listOf(crops, 'mask.crop', cropOf)),
    ...given(mask, 'background', backgroundOf),
  };
}

function backgroundOf(value: unknown): NonNullable<Recipe['mask']['background']> {
  const rules = listOf(value, 'mask.background', validateFolderBackground);
  const folders = rules.map(({ folder }) => folder);
  const twice = folders.find((folder, i) => folders.indexOf(folder) !== i);
  return twice === undefined ? rules : refuse('mask.background', 'one rule a folder', twice);
}

function cropOf(value: unknown, option: string): Crop {
  if (typeof value === 'string') {
    return isNamedCrop(value) ? value : refuse(option, 'garg, eigen, kb, nyu or a rectangle', value);
  }
  const crop = objectOf(value, option, ['x', 'y', 'width', 'height']);
  const pixels = (found: unknown, name: string, least: number): number => {
    const legal = `a whole number of pixels ≥ ${least}`;
    const pixel = numberOf(found, `${option}.${name}`, least, 1e6, legal);
    return Number.isInteger(pixel) ? pixel : refuse(`${option}.${name}`, legal, pixel);
  };
  return {
    x: pixels(crop.x, 'x', 0),
    y: pixels(crop.y, 'y', 0),
    width: pixels(crop.width, 'width', 1),
    height: pixels(crop.height, 'height', 1),
  };
}

function depthOf(value: unknown, option: string): number | null {
  if (value === null) return null;
  return numberOf(value, option, 0, Infinity, 'null or a number of metres ≥ 0');
}

function floorOf(value: unknown): number | null {
  if (value === null) return null;
  return numberOf(value, 'alignFloor', Number.MIN_VALUE, Infinity, 'null or a number > 0');
}

function clipOf(value: unknown): Recipe['clip'] {
  const clip = objectOf(value, 'clip', ['min', 'max']);
  const min = numberOf(clip.min, 'clip.min', -Infinity, Infinity, 'a finite number');
  const max = numberOf(clip.max, 'clip.max', -Infinity, Infinity, 'a finite number');
  if (min >= max) refuse('clip.max', `more than clip.min, ${min}`, max);
  return { min, max };
}

function strataOf(value: unknown): NonNullable<Recipe['strata']> {
  const strata = objectOf(value, 'strata', [], ['bandsM', 'zones']);
  return {
    ...given(strata, 'bandsM', bandsOf),
    ...given(strata, 'zones', (zones) =>
      typeof zones === 'boolean' ? zones : refuse('strata.zones', 'true or false', zones),
    ),
  };
}

function bandsOf(value: unknown): readonly number[] {
  const legal = 'a number of metres > 0';
  const edges = listOf(value, 'strata.bandsM', (edge, option) =>
    numberOf(edge, option, Number.MIN_VALUE, Infinity, legal),
  );
  const isAscending = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!);
  return isAscending ? edges : refuse('strata.bandsM', 'ascending', edges);
}

function regionsOf(value: unknown): RegionRule {
  const rule = objectOf(value, 'regions', ['ssimBelow', 'errorAbove', 'mergePx', 'minAreaPx']);
  return {
    ssimBelow:
      rule.ssimBelow === null
        ? null
        : numberOf(rule.ssimBelow, 'regions.ssimBelow', -1, 1, 'null or a number from -1 to 1'),
    errorAbove: rule.errorAbove === null ? null : errorAboveOf(rule.errorAbove),
    mergePx: numberOf(rule.mergePx, 'regions.mergePx', 0, 200, 'a number from 0 to 200'),
    minAreaPx: numberOf(rule.minAreaPx, 'regions.minAreaPx', 1, Infinity, 'a number ≥ 1'),
  };
}

function errorAboveOf(value: unknown): RegionRule['errorAbove'] {
  const above = objectOf(value, 'regions.errorAbove', ['absolute', 'relative']);
  return {
    absolute: numberOf(above.absolute, 'regions.errorAbove.absolute', 0, Infinity, 'a number ≥ 0'),
    relative: numberOf(above.relative, 'regions.errorAbove.relative', 0, Infinity, 'a number ≥ 0'),
  };
}
