import { allCauses } from '../causes/allCauses.ts';
import { choiceOf, numberOf, objectOf, refuse } from '../evaluation/optionGuards.ts';
import type { RegionSettings } from './RegionSettings.ts';

/** What the settings beside the limits of causes may be. */
export const settingRanges = {
  splitRatio: { min: 1.01, max: 10 },
  minAreaShare: { min: 0, max: 0.5 },
  wholeImageShare: { min: 0.05, max: 1 },
  strong: { min: 0, max: 1 },
} as const;

/**
 * Makes sure that a value from outside says how failures are looked for and explained. Unknown keys, causes and limits
 * are refused; limits that are at their default are left out, so that equal settings have equal texts.
 *
 * @throws InvalidOption naming the setting, what was found and the legal range.
 */
export function validateRegionSettings(value: unknown): RegionSettings {
  const settings = objectOf(value, 'settings', [
    'map',
    'threshold',
    'splitRatio',
    'minAreaShare',
    'wholeImageShare',
    'strong',
    'limits',
  ]);
  return {
    map: choiceOf(settings.map, 'map', ['error', 'log-error', 'bad-pixel', 'ssim', 'boundary']),
    threshold: choiceOf(settings.threshold, 'threshold', ['fixed', 'robust']),
    splitRatio: settings.splitRatio === null ? null : ranged(settings.splitRatio, 'splitRatio'),
    minAreaShare: ranged(settings.minAreaShare, 'minAreaShare'),
    wholeImageShare: ranged(settings.wholeImageShare, 'wholeImageShare'),
    strong: ranged(settings.strong, 'strong'),
    limits: limitsOf(settings.limits),
  };
}

function ranged(value: unknown, name: keyof typeof settingRanges): number {
  const { min, max } = settingRanges[name];
  return numberOf(value, name, min, max, `a number from ${min} to ${max}`);
}

function limitsOf(value: unknown): RegionSettings['limits'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('limits', 'an object of causes', value);
  }
  const limits: Record<string, Record<string, number>> = {};
  for (const [name, given] of Object.entries(value)) {
    const cause = allCauses.find((known) => known.name === name);
    if (cause === undefined) refuse('limits', `of ${allCauses.map((known) => known.name).join(', ')}`, name);
    const known = Object.keys(cause.limits);
    const changed = Object.entries(objectOf(given, `limits.${name}`, [], known)).flatMap(([limit, entry]) => {
      const { value: usual, min, max } = cause.limits[limit]!;
      const text = `a number from ${min} to ${max}`;
      const chosen = numberOf(entry, `limits.${name}.${limit}`, min, max, text);
      return chosen === usual ? [] : [[limit, chosen] as const];
    });
    if (changed.length > 0) limits[name] = Object.fromEntries(changed);
  }
  return limits;
}
