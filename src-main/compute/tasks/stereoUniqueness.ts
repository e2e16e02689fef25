import type { Raster } from '#domain/rasters/Raster.ts';
import type { StereoInput } from '#domain/stereo/confidence/decisiveCosts.ts';
import { uniquenessMap } from '#domain/stereo/confidence/uniquenessMap.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { kernelCostsOn } from './kernelCosts.ts';
import type { TaskWork } from './Task.ts';

/** The work of the stereoUniqueness task: see domain/stereo/confidence/uniquenessMap.ts. */
export function stereoUniquenessOn(matcher: SgbmMatcher): TaskWork<StereoInput, Raster<'uniqueness:%'>> {
  const showCosts = kernelCostsOn(matcher);
  return (input, context) => uniquenessMap(input, context, showCosts);
}
