import { setImmediate as nextTurn } from 'node:timers/promises';
import { compareResults } from '#compute/tasks/compareResults.task.ts';
import type { MetricPair } from '#domain/comparison/compareMetric.ts';
import type { ResultsOfTwoRuns } from '#domain/comparison/compareResults.ts';
import type { ComparedRegion, RunComparison } from '#domain/comparison/RunComparison.ts';
import { StudioError } from '#domain/errors.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { Project } from '#project/Project.ts';
import type { JobContext } from './JobContext.ts';

export interface ComparisonQuestion {
  readonly runA: number;
  readonly runB: number;
  readonly metric: string;
  /** `all`, `class:NAME`, … as in MetricRecord. */
  readonly scope: string;
  /** In the metric's unit: items that differ by no more count as the same. */
  readonly tolerance: number;
  /** Whether failure regions are laid over each other, too, which takes time; left out: they are. */
  readonly withRegions?: boolean;
}

/** Reads what two runs gave and compares it in a worker. @throws NotFound (run); InvalidOption (metric); AbortError */
export async function compareRuns(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  question: ComparisonQuestion,
): Promise<RunComparison> {
  const [runA, runB] = [project.runs.get(question.runA), project.runs.get(question.runB)];
  const { metric, scope, tolerance } = question;
  const { isLargerBetter } = infoOf(metric);
  const results = await pool.run(
    compareResults,
    {
      pairs: await pairsOf(project, question),
      isLargerBetter,
      tolerance,
      items: question.withRegions === false ? [] : regionsOf(project, question),
    },
    { signal },
  );
  const warnings = warningsOf(project, question);
  return { ...{ runA, runB, metric, scope, tolerance, isLargerBetter, warnings }, ...results };
}

function infoOf(metric: string): { readonly isLargerBetter: boolean } {
  if (metric in metricInfos) return metricInfos[metric as MetricName];
  const known = Object.keys(metricInfos).join(', ');
  throw new StudioError('InvalidOption', `there is no metric ${metric}; known: ${known}`, {
    option: 'metric',
    expected: known,
    found: metric,
  });
}

/** The values of both runs, item by item; whoever waits for something else is answered in between. */
async function pairsOf(
  project: Project,
  { runA, runB, metric, scope }: Omit<ComparisonQuestion, 'tolerance'>,
): Promise<MetricPair[]> {
  const ofA = project.evaluations.valuesByItem(runA, scope, metric);
  await nextTurn();
  const ofB = project.evaluations.valuesByItem(runB, scope, metric);
  await nextTurn();
  const names = project.items.names();
  await nextTurn();
  return names
    .filter(([id]) => ofA.has(id) || ofB.has(id))
    .map(([itemId, itemName]) => ({
      itemId,
      itemName,
      a: ofA.get(itemId) ?? null,
      b: ofB.get(itemId) ?? null,
    }));
}

function warningsOf(project: Project, { runA, runB }: ComparisonQuestion): string[] {
  const labels = project.evaluations
    .recipeHashes([runA, runB])
    .map((hash) => project.recipes.get(hash).label);
  return labels.length > 1
    ? [`evaluated under different recipes, so the numbers are not comparable: ${labels.join(' · ')}`]
    : [];
}

function regionsOf(project: Project, { runA, runB }: ComparisonQuestion): ResultsOfTwoRuns['items'] {
  const [ofA, ofB] = [byItem(project, runA), byItem(project, runB)];
  return project.evaluations
    .comparedItems([runA, runB])
    .map((itemId) => ({ a: ofA.get(itemId) ?? [], b: ofB.get(itemId) ?? [] }));
}

function byItem(project: Project, runId: number): ReadonlyMap<number, ComparedRegion[]> {
  const regions = new Map<number, ComparedRegion[]>();
  for (const region of project.evaluations.regionsOf(runId)) {
    const ofItem = regions.get(region.itemId);
    if (ofItem) ofItem.push(region);
    else regions.set(region.itemId, [region]);
  }
  return regions;
}
