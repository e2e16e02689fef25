import { blockPresets } from '../stereo/block/blockPresets.ts';
import { globalPresets } from '../stereo/global/globalPresets.ts';
import { sgbmPresets } from '../stereo/sgbmPresets.ts';
import type { StereoPreset } from '../stereo/StereoPreset.ts';
import type { StereoMethod } from './MethodSpec.ts';

/** The presets of each matcher; filters are no part of them. */
export const matcherPresets: Readonly<
  Record<StereoMethod['kind'], readonly StereoPreset<StereoMethod['options']>[]>
> = { sgbm: sgbmPresets, block: blockPresets, global: globalPresets };
