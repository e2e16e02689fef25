import { StudioError } from '../errors.ts';
import { completeBlockOptions } from '../stereo/block/BlockOptions.ts';
import { completeFilterOptions } from '../stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '../stereo/filters/filterOptionInfos.ts';
import { completeGlobalOptions } from '../stereo/global/GlobalOptions.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { matcherOptionInfos } from './matcherOptionInfos.ts';
import type { StereoMethod } from './MethodSpec.ts';
import { validateStereoMethod } from './validateStereoMethod.ts';

/**
 * A matcher with its filters, completed by the studio's defaults from what is given of both.
 * @throws InvalidOption for an option that the matcher does not have, or a value outside its legal range
 */
export function completeStereoMethod(
  kind: StereoMethod['kind'],
  given: Readonly<Record<string, string | number>>,
): StereoMethod {
  const own = picked(given, matcherOptionInfos[kind]);
  const ofFilters = picked(given, filterOptionInfos);
  const unknown = Object.keys(given).find((name) => !(name in own) && !(name in ofFilters));
  if (unknown !== undefined) {
    const known = [...matcherOptionInfos[kind], ...filterOptionInfos].map(({ name }) => name).join(', ');
    throw new StudioError('InvalidOption', `${kind} has no option "${unknown}"; known: ${known}`, {
      option: unknown,
      expected: known,
      found: unknown,
    });
  }
  const method = { ...matcherOf(kind, own), filters: completeFilterOptions(ofFilters) };
  validateStereoMethod(method);
  return method;
}

function matcherOf(kind: StereoMethod['kind'], own: Readonly<Record<string, string | number>>): StereoMethod {
  switch (kind) {
    case 'sgbm':
      return { kind, options: completeSgbmOptions(own) };
    case 'block':
      return { kind, options: completeBlockOptions(own) };
    case 'global':
      return { kind, options: completeGlobalOptions(own) };
  }
}

function picked(
  given: Readonly<Record<string, string | number>>,
  infos: readonly { readonly name: string }[],
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => infos.some((info) => info.name === name)),
  );
}
