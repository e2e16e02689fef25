import { choiceOf, given, numberOf, objectOf, refuse } from './optionGuards.ts';
import type { SsimRule } from './Recipe.ts';

/**
 * The SSIM part of validateRecipe.
 * @throws InvalidOption
 */
export function validateSsimRule(value: unknown): SsimRule {
  const ssim = objectOf(
    value,
    'ssim',
    ['windowPx', 'dataRange', 'minCoverage'],
    ['window', 'covariance', 'K1', 'K2', 'levels'],
  );
  const constant = (name: string) => (found: unknown) =>
    numberOf(found, `ssim.${name}`, 0, Infinity, 'a number ≥ 0');
  return {
    windowPx: windowOf(ssim.windowPx),
    dataRange: dataRangeOf(ssim.dataRange),
    minCoverage: numberOf(ssim.minCoverage, 'ssim.minCoverage', 0, 1, 'a number from 0 to 1'),
    ...given(ssim, 'window', (window) => choiceOf(window, 'ssim.window', ['uniform', 'gaussian'])),
    ...given(ssim, 'covariance', (kind) => choiceOf(kind, 'ssim.covariance', ['sample', 'population'])),
    ...given(ssim, 'K1', constant('K1')),
    ...given(ssim, 'K2', constant('K2')),
    ...given(ssim, 'levels', (levels) => choiceOf(levels, 'ssim.levels', ['values', 'eight-bit'])),
  };
}

function windowOf(value: unknown): number {
  const legal = 'an odd integer from 3 to 101';
  const windowPx = numberOf(value, 'ssim.windowPx', 3, 101, legal);
  return windowPx % 2 === 1 ? windowPx : refuse('ssim.windowPx', legal, windowPx);
}

function dataRangeOf(value: unknown): SsimRule['dataRange'] {
  if (value === 'ground-truth-span' || value === 'ground-truth-percentiles') return value;
  const legal = 'ground-truth-span, ground-truth-percentiles or a number > 0';
  return numberOf(value, 'ssim.dataRange', Number.MIN_VALUE, Infinity, legal);
}
