import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { MethodRecord } from '#domain/records.ts';
import { matchingKey } from './cacheKey.ts';
import type { JobContext } from './JobContext.ts';
import { matchRightView } from './matchPair.ts';
import type { StereoPair } from './readStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/** Why a method has no map of the right view, or null where it has one. */
export function rightViewRefusal(method: Pick<MethodRecord, 'kind' | 'spec'>): string | null {
  if (method.kind === 'imported') {
    return `${method.spec} was made elsewhere; only its maps of the left view are known`;
  }
  return matcherOf(method) === null ? `${method.spec} gives a map of the left view only` : null;
}

/**
 * The disparity of the right view by the same matcher with the same options, without the filters that come after it.
 * Kept among the project's rasters.
 *
 * @returns px, positive in the same sense as the left view's; null where rightViewRefusal says why.
 * @throws what the matcher throws
 */
export async function rightViewOf(
  { project, pool, signal }: Studio,
  method: MethodRecord,
  { assets, left, right }: StereoPair,
): Promise<Raster<'disparity:px'> | null> {
  const matcher = matcherOf(method);
  if (matcher === null) return null;
  const key = `${matchingKey(method, assets)}:right`;
  const kept = project.rasters.idOf(key);
  if (kept !== null) return (await project.rasters.get(kept)) as Raster<'disparity:px'>;
  const { disparity } = await matchRightView({ pool, signal }, matcher, { left, right });
  await project.rasters.put(key, disparity);
  return disparity;
}

function matcherOf({ kind, spec }: Pick<MethodRecord, 'kind' | 'spec'>): StereoMethod | null {
  if (kind === 'imported' || kind === 'network') return null;
  const method = parseMethodSpec(spec);
  return method.kind === 'network' ? null : method;
}
