import type { OptionInfo } from '../options/OptionInfo.ts';
import { completeBlockOptions } from '../stereo/block/BlockOptions.ts';
import { blockOptionInfos } from '../stereo/block/blockOptionInfos.ts';
import { completeFilterOptions, type FilterOptions } from '../stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '../stereo/filters/filterOptionInfos.ts';
import { completeGlobalOptions } from '../stereo/global/GlobalOptions.ts';
import { globalOptionInfos } from '../stereo/global/globalOptionInfos.ts';
import { completeSgbmOptions, type SgbmOptions } from '../stereo/SgbmOptions.ts';
import { sgbmOptionInfos } from '../stereo/sgbmOptionInfos.ts';
import type { MethodSpec } from './MethodSpec.ts';
import { networkDefaults, networkOptionInfos } from './NetworkOptions.ts';

/** The shortest spec that parses to this method: only what differs from the defaults, in a fixed order. */
export function formatMethodSpec(method: MethodSpec): string {
  const head = method.kind === 'network' ? method.model : method.kind;
  const written =
    method.kind === 'network'
      ? writtenOptions(method)
      : [...writtenOptions(method), ...writtenFilters(method.filters)];
  return written.length === 0 ? head : `${head}:${written.join(',')}`;
}

function writtenOptions(method: MethodSpec): string[] {
  switch (method.kind) {
    case 'sgbm':
      return writtenSgbm(method.options);
    case 'block':
      return changed(blockOptionInfos, method.options, completeBlockOptions());
    case 'global':
      return changed(globalOptionInfos, method.options, completeGlobalOptions());
    case 'network':
      return changed(networkOptionInfos, method.options, networkDefaults);
  }
}

/** P1 and P2 are written where they do not follow from the rest. */
function writtenSgbm(options: SgbmOptions): string[] {
  const { blockSize, channels } = options;
  const initial = completeSgbmOptions();
  const defaults = {
    ...completeSgbmOptions({ blockSize, channels }),
    blockSize: initial.blockSize,
    channels: initial.channels,
  };
  return changed(sgbmOptionInfos, options, defaults);
}

function writtenFilters(filters: FilterOptions = completeFilterOptions()): string[] {
  return changed(filterOptionInfos, filters, completeFilterOptions());
}

function changed<Name extends string>(
  infos: readonly OptionInfo<Name>[],
  options: Readonly<Record<Name, string | number>>,
  defaults: Readonly<Record<Name, string | number>>,
): string[] {
  return infos
    .filter(({ name }) => options[name] !== defaults[name])
    .map(({ name }) => `${name}=${options[name]}`);
}
