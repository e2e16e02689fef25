import { StudioError } from '../errors.ts';
import { completeBlockOptions } from '../stereo/block/BlockOptions.ts';
import { completeFilterOptions } from '../stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '../stereo/filters/filterOptionInfos.ts';
import { completeGlobalOptions } from '../stereo/global/GlobalOptions.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { matcherOptionInfos } from './matcherOptionInfos.ts';
import { matcherPresets } from './matcherPresets.ts';
import type { StereoMethod } from './MethodSpec.ts';
import { validateStereoMethod } from './validateStereoMethod.ts';

/**
 * A matcher with its filters, completed by the studio's defaults from what is given of both, or by those of the preset that
 * is given by its id as `preset`.
 * @throws InvalidOption for an option that the matcher does not have, or a value outside its legal range
 */
export function completeStereoMethod(
  kind: StereoMethod['kind'],
  { preset, ...given }: Readonly<Record<string, string | number>>,
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
  const method = {
    ...matcherOf(kind, { ...presetOptions(kind, preset), ...own }),
    filters: completeFilterOptions(ofFilters),
  };
  validateStereoMethod(method);
  return method;
}

/** @throws InvalidOption for an id that no preset has */
function presetOptions(kind: StereoMethod['kind'], id: string | number | undefined): object {
  if (id === undefined) return {};
  const presets = matcherPresets[kind];
  const found = presets.find((preset) => preset.id === id);
  if (found) return freed(found.options);
  const known = presets.map((preset) => preset.id).join(', ');
  throw new StudioError('InvalidOption', `${kind} has no preset "${id}"; known: ${known}`, {
    option: 'preset',
    expected: known,
    found: String(id),
  });
}

/** SGBM's penalties go on following block size and channels where the preset does not set them apart. */
function freed(options: StereoMethod['options']): object {
  if (!('P1' in options)) return options;
  const { P1, P2, ...others } = options;
  const followed = completeSgbmOptions(others);
  return followed.P1 === P1 && followed.P2 === P2 ? others : options;
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
