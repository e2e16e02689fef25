import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { digest, pairKey } from './cacheKey.ts';
import { freshSources } from './freshSources.ts';
import { stereoPairOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { loadStereoPair } from './loadStereoPair.ts';
import { stereoMethodOf } from './previewStereo.ts';
import { stereoConfidence } from './stereoConfidence.ts';

/** Raised when the maps change. */
const confidenceVersion = 2;

export interface KeptConfidence {
  readonly uniquenessRasterId: string;
  readonly leftRightRasterId: string;
}

/**
 * How far a matcher's map of an item may be trusted, as rasters of the project; those made before are answered at once.
 *
 * @throws NotFound, FileMissing (no pair), InvalidOption, SizeMismatch, TooLarge, AbortError
 */
export async function confidenceOfItem(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { itemId, method: spec }: { readonly itemId: number; readonly method: string },
): Promise<KeptConfidence> {
  const method = stereoMethodOf(spec);
  const item = project.items.get(itemId);
  await freshSources(project, itemId, signal);
  const key = digest([
    'confidence',
    confidenceVersion,
    formatMethodSpec(method),
    ...pairKey(stereoPairOf(project, item)),
  ]);
  const [uniquenessKey, leftRightKey] = [`${key}:uniqueness`, `${key}:left-right`];
  const uniquenessRasterId = project.rasters.idOf(uniquenessKey);
  const leftRightRasterId = project.rasters.idOf(leftRightKey);
  if (uniquenessRasterId !== null && leftRightRasterId !== null)
    return { uniquenessRasterId, leftRightRasterId };

  const { left, right } = await loadStereoPair({ project, pool }, item);
  const maps = await stereoConfidence({ pool, signal }, method, { left, right });
  return {
    uniquenessRasterId: await project.rasters.put(uniquenessKey, maps.uniqueness),
    leftRightRasterId: await project.rasters.put(leftRightKey, maps.leftRightDifference),
  };
}
