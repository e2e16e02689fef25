import { compareFailures, type FailureChanges } from '#domain/comparison/compareFailures.ts';
import type { RunCounts } from '#domain/regions/CauseCounts.ts';
import type { RunRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';

/** So many other runs stand beside the report's, the newest ones. */
const mostOthers = 3;
/** More regions than this are not laid over each other for a report. */
const mostCompared = 20_000;

/** Why a run fails, beside other runs of the same items. */
export interface ReportedCauses {
  /** The report's run first. */
  readonly runs: readonly { readonly run: RunRecord; readonly counts: RunCounts }[];
  /** What became of each other run's failures in the report's. */
  readonly changes: readonly {
    readonly run: RunRecord;
    readonly items: number;
    readonly byCause: FailureChanges['byCause'];
  }[];
}

/** Counts of the run and of the newest others that were searched on any of its items. */
export function causesOfRun(project: Project, run: RunRecord): ReportedCauses {
  const others = project.runs
    .list()
    .filter(({ id }) => id !== run.id && project.regionCounts.searchedItems([run.id, id]).length > 0)
    .sort((a, b) => b.id - a.id)
    .slice(0, mostOthers);
  const runs = [run, ...others].map((one) => ({ run: one, counts: project.regionCounts.ofRun(one.id) }));
  const total = runs.reduce((sum, { counts }) => sum + regionsOf(counts), 0);
  if (total > mostCompared) return { runs, changes: [] };
  const own = byItem(project, run.id);
  const changes = others.map((other) => {
    const theirs = byItem(project, other.id);
    const items = project.regionCounts
      .searchedItems([other.id, run.id])
      .map((id) => ({ a: theirs.get(id) ?? [], b: own.get(id) ?? [] }));
    return { run: other, items: items.length, byCause: compareFailures({ items }).byCause };
  });
  return { runs, changes };
}

function regionsOf({ cells }: RunCounts): number {
  return cells.reduce((sum, { regions }) => sum + regions, 0);
}

type Listed = ReturnType<Project['evaluations']['regionsOf']>;

function byItem(project: Project, runId: number): ReadonlyMap<number, Listed> {
  const regions = new Map<number, Listed>();
  for (const region of project.evaluations.regionsOf(runId)) {
    if (region.review?.state === 'rejected') continue;
    regions.set(region.itemId, [...(regions.get(region.itemId) ?? []), region]);
  }
  return regions;
}
