import { compareMetric, type MetricPair } from '#domain/comparison/compareMetric.ts';
import { matchRegions } from '#domain/comparison/matchRegions.ts';
import type { RunComparison } from '#domain/comparison/RunComparison.ts';
import { StudioError } from '#domain/errors.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { Project } from './Project.ts';
import type { ListedRegion } from './regionRows.ts';

export interface ComparisonQuestion {
  readonly runA: number;
  readonly runB: number;
  readonly metric: string;
  /** `all`, `class:NAME`, … as in MetricRecord. */
  readonly scope: string;
  /** In the metric's unit: items that differ by no more count as the same. */
  readonly tolerance: number;
}

/** @throws NotFound (run); InvalidOption (metric) */
export function compareRuns(project: Project, question: ComparisonQuestion): RunComparison {
  const [runA, runB] = [project.runs.get(question.runA), project.runs.get(question.runB)];
  const { metric, scope, tolerance } = question;
  const { isLargerBetter } = infoOf(metric);
  return {
    ...{ runA, runB, metric, scope, tolerance, isLargerBetter },
    warnings: warningsOf(project, question),
    ...compareMetric(pairsOf(project, question), { isLargerBetter, tolerance }),
    regions: regionsOf(project, question),
  };
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

function pairsOf(project: Project, { runA, runB, metric, scope }: ComparisonQuestion): MetricPair[] {
  const pairs = new Map<number, MetricPair>();
  for (const [side, run] of [['a', runA] as const, ['b', runB] as const]) {
    for (const row of project.evaluations.metricsOf(run)) {
      if (row.name !== metric || row.scope !== scope) continue;
      const { itemId, itemName } = row;
      const known = pairs.get(itemId) ?? { itemId, itemName, a: null, b: null };
      pairs.set(itemId, { ...known, [side]: row.value });
    }
  }
  return [...pairs.values()];
}

function warningsOf(project: Project, { runA, runB }: ComparisonQuestion): string[] {
  const labels = project.evaluations
    .recipeHashes([runA, runB])
    .map((hash) => project.recipes.get(hash).label);
  return labels.length > 1
    ? [`evaluated under different recipes, so the numbers are not comparable: ${labels.join(' · ')}`]
    : [];
}

function regionsOf(project: Project, { runA, runB }: ComparisonQuestion): RunComparison['regions'] {
  const [ofA, ofB] = [byItem(project, runA), byItem(project, runB)];
  const fixed: ListedRegion[] = [];
  const added: ListedRegion[] = [];
  const worse: { a: ListedRegion; b: ListedRegion }[] = [];
  let kept = 0;
  for (const itemId of project.evaluations.comparedItems([runA, runB])) {
    const changes = matchRegions(ofA.get(itemId) ?? [], ofB.get(itemId) ?? []);
    fixed.push(...changes.fixed);
    added.push(...changes.added);
    const worseHere = changes.kept.filter(({ a, b }) => b.severity > a.severity);
    worse.push(...worseHere);
    kept += changes.kept.length - worseHere.length;
  }
  const bySeverity = (x: ListedRegion, y: ListedRegion) => y.severity - x.severity;
  return {
    fixed: fixed.sort(bySeverity),
    added: added.sort(bySeverity),
    worse: worse.sort((x, y) => y.b.severity - y.a.severity - (x.b.severity - x.a.severity)),
    kept,
  };
}

function byItem(project: Project, runId: number): ReadonlyMap<number, ListedRegion[]> {
  const regions = new Map<number, ListedRegion[]>();
  for (const region of project.evaluations.regionsOf(runId)) {
    const ofItem = regions.get(region.itemId);
    if (ofItem) ofItem.push(region);
    else regions.set(region.itemId, [region]);
  }
  return regions;
}
