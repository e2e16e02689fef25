import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { confidenceOfItem } from './confidenceOfItem.ts';
import type { JobContext } from './JobContext.ts';

/**
 * How uncertain every pixel of a stored map is, larger = less certain: of a matcher, how unclearly its best disparity
 * wins, −uniqueness. Null for methods that say nothing of the kind.
 *
 * @throws as confidenceOfItem
 */
export async function uncertaintyOf(
  studio: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId }: Pick<PredictionRecord, 'runId' | 'itemId'>,
): Promise<Float32Array | null> {
  const { method } = studio.project.runs.get(runId);
  if (method.kind === 'imported' || parseMethodSpec(method.spec).kind === 'network') return null;
  const { uniquenessRasterId } = await confidenceOfItem(studio, { itemId, method: method.spec });
  const { values } = await studio.project.rasters.get(uniquenessRasterId);
  return values.map((share) => -share);
}
