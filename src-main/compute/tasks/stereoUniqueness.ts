import type { Raster } from '#domain/rasters/Raster.ts';
import type { StereoInput } from '#domain/stereo/confidence/decisiveCosts.ts';
import { uniquenessMap } from '#domain/stereo/confidence/uniquenessMap.ts';
import type { TaskWork } from './Task.ts';

/** The work of the stereoUniqueness task: see domain/stereo/confidence/uniquenessMap.ts. */
export const stereoUniquenessWork: TaskWork<StereoInput, Raster<'uniqueness:%'>> = (input, context) =>
  uniquenessMap(input, context);
