import { compareMetric, type MetricComparison, type MetricPair } from './compareMetric.ts';
import { matchRegions } from './matchRegions.ts';
import type { ComparedRegion, RunComparison } from './RunComparison.ts';

export interface ResultsOfTwoRuns {
  readonly pairs: readonly MetricPair[];
  readonly isLargerBetter: boolean;
  /** In the metric's unit. */
  readonly tolerance: number;
  /** Failure regions of both runs, an entry for each item of both. */
  readonly items: readonly { readonly a: readonly ComparedRegion[]; readonly b: readonly ComparedRegion[] }[];
}

/** Everything of a comparison of runs that takes time: bootstrap, Wilcoxon's test, regions laid over each other. */
export function compareResults({
  pairs,
  isLargerBetter,
  tolerance,
  items,
}: ResultsOfTwoRuns): MetricComparison & Pick<RunComparison, 'regions'> {
  return { ...compareMetric(pairs, { isLargerBetter, tolerance }), regions: regionsOf(items) };
}

function regionsOf(items: ResultsOfTwoRuns['items']): RunComparison['regions'] {
  const changes = items.map(({ a, b }) => matchRegions(a, b));
  const kept = changes.flatMap((change) => change.kept);
  const worse = kept.filter(({ a, b }) => b.severity > a.severity);
  const bySeverity = (x: ComparedRegion, y: ComparedRegion) => y.severity - x.severity;
  return {
    fixed: changes.flatMap(({ fixed }) => fixed).sort(bySeverity),
    added: changes.flatMap(({ added }) => added).sort(bySeverity),
    worse: worse.sort((x, y) => y.b.severity - y.a.severity - (x.b.severity - x.a.severity)),
    kept: kept.length - worse.length,
  };
}
