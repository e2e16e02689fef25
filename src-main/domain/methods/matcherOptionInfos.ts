import type { OptionInfo } from '../options/OptionInfo.ts';
import { blockOptionInfos } from '../stereo/block/blockOptionInfos.ts';
import { globalOptionInfos } from '../stereo/global/globalOptionInfos.ts';
import { sgbmOptionInfos } from '../stereo/sgbmOptionInfos.ts';
import type { StereoMethod } from './MethodSpec.ts';

/** The options of each matcher, without those of the filters after it. */
export const matcherOptionInfos: Readonly<Record<StereoMethod['kind'], readonly OptionInfo[]>> = {
  sgbm: sgbmOptionInfos,
  block: blockOptionInfos,
  global: globalOptionInfos,
};
