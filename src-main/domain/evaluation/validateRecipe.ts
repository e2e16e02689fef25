import { StudioError } from '../errors.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { Recipe, RegionRule } from './Recipe.ts';

const quantities = ['disparity', 'depth', 'inverse-depth'] as const satisfies readonly ComparedQuantity[];
const alignments = [
  'none',
  'median',
  'scale',
  'scale-shift',
] as const satisfies readonly Recipe['alignment'][];

/**
 * Makes sure that a value from outside is a recipe. Unknown keys are refused, so that a misspelt option is not ignored.
 *
 * @returns a fresh recipe with exactly the known keys.
 * @throws InvalidOption naming the option, what was found and the legal range.
 */
export function validateRecipe(value: unknown): Recipe {
  const recipe = objectOf(value, 'recipe', ['quantity', 'alignment', 'mask', 'clip', 'ssim', 'regions']);
  return {
    quantity: choiceOf(recipe.quantity, 'quantity', quantities),
    alignment: choiceOf(recipe.alignment, 'alignment', alignments),
    mask: maskOf(recipe.mask),
    clip: recipe.clip === null ? null : clipOf(recipe.clip),
    ssim: ssimOf(recipe.ssim),
    regions: regionsOf(recipe.regions),
  };
}

function maskOf(value: unknown): Recipe['mask'] {
  const mask = objectOf(value, 'mask', ['minDepthM', 'maxDepthM', 'ignoredClasses']);
  const minDepthM = depthOf(mask.minDepthM, 'mask.minDepthM');
  const maxDepthM = depthOf(mask.maxDepthM, 'mask.maxDepthM');
  if (minDepthM !== null && maxDepthM !== null && minDepthM >= maxDepthM) {
    refuse('mask.maxDepthM', `more than mask.minDepthM, ${minDepthM}`, maxDepthM);
  }
  const ignoredClasses: unknown = mask.ignoredClasses;
  if (!Array.isArray(ignoredClasses) || !ignoredClasses.every((name) => typeof name === 'string')) {
    refuse('mask.ignoredClasses', 'a list of class names', ignoredClasses);
  }
  return { minDepthM, maxDepthM, ignoredClasses };
}

function depthOf(value: unknown, option: string): number | null {
  if (value === null) return null;
  const depthM = numberOf(value, option, 0, Infinity, 'null or a number of metres ≥ 0');
  return depthM;
}

function clipOf(value: unknown): Recipe['clip'] {
  const clip = objectOf(value, 'clip', ['min', 'max']);
  const min = numberOf(clip.min, 'clip.min', -Infinity, Infinity, 'a finite number');
  const max = numberOf(clip.max, 'clip.max', -Infinity, Infinity, 'a finite number');
  if (min >= max) refuse('clip.max', `more than clip.min, ${min}`, max);
  return { min, max };
}

function ssimOf(value: unknown): Recipe['ssim'] {
  const ssim = objectOf(value, 'ssim', ['windowPx', 'dataRange', 'minCoverage']);
  const windowPx = numberOf(ssim.windowPx, 'ssim.windowPx', 3, 101, 'an odd integer from 3 to 101');
  if (windowPx % 2 !== 1) refuse('ssim.windowPx', 'an odd integer from 3 to 101', windowPx);
  const dataRange =
    ssim.dataRange === 'ground-truth-span'
      ? ssim.dataRange
      : numberOf(
          ssim.dataRange,
          'ssim.dataRange',
          Number.MIN_VALUE,
          Infinity,
          'ground-truth-span or a number > 0',
        );
  const minCoverage = numberOf(ssim.minCoverage, 'ssim.minCoverage', 0, 1, 'a number from 0 to 1');
  return { windowPx, dataRange, minCoverage };
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

function objectOf<Key extends string>(
  value: unknown,
  option: string,
  keys: readonly Key[],
): Readonly<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(option, `an object with ${keys.join(', ')}`, value);
  }
  const unknown = Object.keys(value).filter((key) => !(keys as readonly string[]).includes(key));
  if (unknown.length > 0) refuse(option, `no keys but ${keys.join(', ')}`, unknown.join(', '));
  const missing = keys.filter((key) => !(key in value));
  if (missing.length > 0) refuse(option, `an object with ${keys.join(', ')}`, `no ${missing.join(', ')}`);
  return value as Record<Key, unknown>;
}

function choiceOf<Choice extends string>(value: unknown, option: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  return choice ?? refuse(option, `one of ${choices.join(', ')}`, value);
}

function numberOf(value: unknown, option: string, min: number, max: number, legal: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    refuse(option, legal, value);
  }
  return value;
}

function refuse(option: string, legal: string, found: unknown): never {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing');
  throw new StudioError('InvalidOption', `${option} must be ${legal}, found ${text}`, {
    option,
    expected: legal,
    found: text,
  });
}
