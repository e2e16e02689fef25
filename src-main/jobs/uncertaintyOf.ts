import { resizeMap } from '#domain/evaluation/resizeMap.ts';
import type { ResizeRule } from '#domain/evaluation/Recipe.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { confidenceOfItem } from './confidenceOfItem.ts';
import { givenConfidence } from './givenConfidence.ts';
import type { JobContext } from './JobContext.ts';

interface ComparedAt {
  readonly width: number;
  readonly height: number;
  /** The recipe's, for maps of another size. */
  readonly rule: ResizeRule;
}

/**
 * How uncertain every pixel of a stored map is, larger = less certain: of a matcher, how unclearly its best disparity
 * wins, −uniqueness; of a network and of maps made elsewhere, −confidence where one was given. Null where nothing is known.
 *
 * @throws as confidenceOfItem, resizeMap
 */
export async function uncertaintyOf(
  studio: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId }: Pick<PredictionRecord, 'runId' | 'itemId'>,
  { rule, ...size }: ComparedAt,
): Promise<Float32Array | null> {
  const { project } = studio;
  const { method } = project.runs.get(runId);
  const isGiven = method.kind === 'imported' || parseMethodSpec(method.spec).kind === 'network';
  const rasterId = isGiven
    ? givenOf(project, { runId, itemId })
    : (await confidenceOfItem(studio, { itemId, method: method.spec })).uniquenessRasterId;
  if (rasterId === null) return null;
  const { values } = resizeMap(await project.rasters.get(rasterId), size, rule);
  return values.map((share) => -share);
}

function givenOf(
  project: JobContext['project'],
  { runId, itemId }: Pick<PredictionRecord, 'runId' | 'itemId'>,
): string | null {
  const mapRasterId = project.predictions.of(runId, itemId)?.rasterId ?? null;
  return mapRasterId === null ? null : givenConfidence(project, mapRasterId);
}
