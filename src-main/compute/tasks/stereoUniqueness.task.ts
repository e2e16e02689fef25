import type { Raster } from '#domain/rasters/Raster.ts';
import type { StereoInput } from '#domain/stereo/confidence/decisiveCosts.ts';
import { defineTask } from './Task.ts';

/** The map of domain/stereo/confidence/uniquenessMap.ts. */
export const stereoUniqueness = defineTask<StereoInput, Raster<'uniqueness:%'>>('stereoUniqueness');
