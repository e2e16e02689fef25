import { matchStereo } from '#compute/tasks/matchStereo.task.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { mirroredPicture, mirroredRaster } from '#domain/rasters/mirrored.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { MethodRecord } from '#domain/records.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { matchingKey } from './cacheKey.ts';
import type { JobContext } from './JobContext.ts';
import type { StereoPair } from './readStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/** Why a method has no map of the right view, or null where it has one. */
export function rightViewRefusal({ kind, spec }: Pick<MethodRecord, 'kind' | 'spec'>): string | null {
  switch (kind) {
    case 'sgbm':
      return null;
    case 'imported':
      return `${spec} was made elsewhere; only its maps of the left view are known`;
    default:
      return `${spec} is not run on the right view`;
  }
}

/**
 * The disparity of the right view by the same matcher with the same options: the pair is mirrored and its pictures change
 * places, so that the right one is matched as the left one was. Kept among the project's rasters.
 *
 * @returns px, positive in the same sense as the left view's; null where rightViewRefusal says why.
 * @throws what the matcher throws
 */
export async function rightViewOf(
  { project, pool, signal }: Studio,
  method: MethodRecord,
  { assets, left, right }: StereoPair,
): Promise<{ readonly rasterId: string; readonly disparity: Raster<'disparity:px'> } | null> {
  const spec = rightViewRefusal(method) === null ? parseMethodSpec(method.spec) : null;
  if (spec?.kind !== 'sgbm') return null;
  const key = `${matchingKey(method, assets)}:right`;
  const kept = project.rasters.idOf(key);
  if (kept !== null) {
    return { rasterId: kept, disparity: (await project.rasters.get(kept)) as Raster<'disparity:px'> };
  }
  const disparity = await matchRightView({ pool, signal }, spec.options, { left, right });
  return { rasterId: await project.rasters.put(key, disparity), disparity };
}

/** The disparity of the right view, px; cancelled by the signal. @throws SizeMismatch, InvalidOption, AbortError */
async function matchRightView(
  { pool, signal }: Pick<JobContext, 'pool' | 'signal'>,
  options: SgbmOptions,
  { left, right }: Pick<StereoPair, 'left' | 'right'>,
): Promise<Raster<'disparity:px'>> {
  const mirrored = { left: mirroredPicture(right), right: mirroredPicture(left), options };
  const { disparity16 } = await pool.run(matchStereo, mirrored, { signal });
  return mirroredRaster(disparityFromFixed(disparity16, left, options));
}
