import { annotationRecall } from '#compute/tasks/annotationRecall.task.ts';
import { compareFailures } from '#compute/tasks/compareFailures.task.ts';
import { groupRegions } from '#compute/tasks/groupRegions.task.ts';
import type { FailureChanges, ReviewedRegion } from '#domain/comparison/compareFailures.ts';
import type { AnnotationRecall } from '#domain/regions/annotationRecall.ts';
import type { RegionGroup } from '#domain/regions/groups/RegionGroup.ts';
import { causeOf } from '#domain/regions/regionsCoco.ts';
import type { Project } from '#project/Project.ts';
import type { JobContext } from './JobContext.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/** So many of a run's regions are grouped, the worst ones. */
const mostGrouped = 5000;

/** Who fails where: regions of run A that B mends, of both, and of B alone. @throws NotFound (run); AbortError */
export async function failuresOfTwoRuns(
  { project, pool, signal }: Studio,
  { runA, runB }: { readonly runA: number; readonly runB: number },
): Promise<FailureChanges> {
  project.runs.get(runA);
  project.runs.get(runB);
  const [ofA, ofB] = [byItem(project, runA), byItem(project, runB)];
  const items = project.regionCounts
    .searchedItems([runA, runB])
    .map((id) => ({ a: ofA.get(id) ?? [], b: ofB.get(id) ?? [] }));
  return await pool.run(compareFailures, { items }, { signal });
}

/** Groups of alike failures of a run's worst regions, and how many were left out. @throws NotFound; AbortError */
export async function groupsOfRun(
  { project, pool, signal }: Studio,
  runId: number,
): Promise<{ readonly groups: readonly RegionGroup[]; readonly grouped: number; readonly left: number }> {
  project.runs.get(runId);
  const { total, rows } = project.evaluations.regionsPage({ runId, offset: 0, limit: mostGrouped });
  const sizes = new Map(
    [...new Set(rows.map(({ itemId }) => itemId))].map((id) => [id, sizeOf(project, id)]),
  );
  const regions = rows.filter(isTaken).map((region) => ({ ...region, frame: sizes.get(region.itemId)! }));
  const groups = await pool.run(groupRegions, regions, { signal });
  return { groups, grouped: regions.length, left: total - rows.length };
}

/** Annotated objects of the run's items against its failure regions. @throws NotFound; AbortError */
export async function recallOfRun(
  { project, pool, signal }: Studio,
  { runId, coverage }: { readonly runId: number; readonly coverage: number },
): Promise<AnnotationRecall> {
  project.runs.get(runId);
  const regions = byItem(project, runId);
  const names = new Map(project.annotations.classes().map(({ id, name }) => [id, name]));
  const frames = project.regionCounts.searchedItems([runId]).flatMap((itemId) => {
    const objects = project.annotations
      .byItem(itemId)
      .map(({ classId, shape }) => ({ className: names.get(classId) ?? '', shape }));
    if (objects.length === 0) return [];
    const found = (regions.get(itemId) ?? []).map((region) => ({
      cause: causeOf(region),
      outline: region.review?.outline ?? region.outline,
    }));
    return [{ ...sizeOf(project, itemId), objects, regions: found }];
  });
  return await pool.run(annotationRecall, { frames, coverage }, { signal });
}

function sizeOf(project: Project, itemId: number): { readonly width: number; readonly height: number } {
  const { width, height } = project.items.get(itemId);
  return { width, height };
}

/** What a person rejected is no failure. */
function isTaken({ review }: ReviewedRegion): boolean {
  return review?.state !== 'rejected';
}

function byItem(project: Project, runId: number): ReadonlyMap<number, ReviewedRegion[]> {
  const regions = new Map<number, ReviewedRegion[]>();
  for (const region of project.evaluations.regionsOf(runId).filter(isTaken)) {
    const ofItem = regions.get(region.itemId);
    if (ofItem) ofItem.push(region);
    else regions.set(region.itemId, [region]);
  }
  return regions;
}
