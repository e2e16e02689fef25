import type { Command } from 'commander';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import type { MetricComparison } from '#domain/comparison/compareMetric.ts';
import type { ComparedRegion, RunComparison } from '#domain/comparison/RunComparison.ts';
import { labelOf } from '#domain/regions/regionSentence.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import { compareRuns } from '#jobs/compareRuns.ts';
import { Project } from '#project/Project.ts';
import { integerFrom, number } from '../options.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb } from '../Verb.ts';

interface CompareFlags {
  readonly metric?: string;
  readonly scope: string;
  readonly tolerance: number;
}

/** What a comparison goes by unless it is told. */
const usualMetric: Readonly<Record<ComparedQuantity, string>> = {
  disparity: 'd1All',
  depth: 'absRel',
  'inverse-depth': 'absRel',
};
const shownItems = 20;

/** `fathom compare P.fathom RUN_A RUN_B`: where B got better or worse than A, and whether chance explains it. */
export const addCompare: AddVerb = (program, run) => {
  program
    .command('compare')
    .description('compares two runs item by item; exit status 1 where run B is worse')
    .argument('<project>', 'project file')
    .argument('<runA>', 'id of the run to compare with', integerFrom(1))
    .argument('<runB>', 'id of the run that is judged', integerFrom(1))
    .option('--metric <m>', 'metric (default: d1All for disparity, absRel for depth)')
    .option('--scope <s>', 'all, class:NAME, not-class:NAME, distance:10-30, zone:top, cause:NAME, …', 'all')
    .option('--tolerance <t>', 'items that differ by no more count as the same', number, 0)
    .addHelpText(
      'after',
      '\nExample:\n  fathom compare kitti.fathom 1 2 --metric epe --tolerance 0.05 --json',
    )
    .action((path: string, runA: number, runB: number, flags: CompareFlags, self: Command) =>
      run(self, async ({ terminal, signal }) => {
        const pool = new ComputePool({ size: 1 });
        const project = Project.open(path, { readOnly: true });
        try {
          const metric =
            flags.metric ?? usualMetric[project.recipes.inForce()?.recipe.quantity ?? 'disparity'];
          const comparison = await compareRuns({ project, pool, signal }, { ...flags, runA, runB, metric });
          for (const warning of comparison.warnings) terminal.note(`warning: ${warning}`);
          terminal.answer(answerOf(comparison), linesOf(comparison));
          return comparison.worse.length > 0 ? 1 : 0;
        } finally {
          project.close();
          await pool.close();
        }
      }),
    );
};

function answerOf({ runA, runB, regions, better, worse, ...comparison }: RunComparison): object {
  const itemsOf = (items: MetricComparison['better']) =>
    items.map(({ itemName, a, b, difference }) => ({ item: itemName, a, b, difference }));
  const counts = {
    fixed: regions.fixed.length,
    added: regions.added.length,
    worse: regions.worse.length,
    kept: regions.kept,
  };
  return {
    ...{ runA: runA.id, methodA: runA.method.spec, runB: runB.id, methodB: runB.method.spec },
    ...comparison,
    ...{ better: itemsOf(better), worse: itemsOf(worse), regions: counts },
    regressions: regressionsOf(regions),
  };
}

/** The regions that got worse: what was there and is more severe now (`was`), and what is new (`was` null); worst first. */
function regressionsOf({ worse, added }: RunComparison['regions']) {
  const entryOf = (now: ComparedRegion, was: ComparedRegion | null) => ({
    ...{ item: now.itemName, region: now.id, cause: now.cause, severity: now.severity },
    ...{ was: was && { region: was.id, severity: was.severity }, bbox: now.bbox, areaPx: now.areaPx },
  });
  return [...worse.map(({ a, b }) => entryOf(b, a)), ...added.map((now) => entryOf(now, null))].sort(
    (one, other) => other.severity - one.severity,
  );
}

function linesOf(comparison: RunComparison): string[] {
  const { runA, runB, metric, better, worse, same, meanA, meanB, interval, pValue, regions } = comparison;
  const figure = (value: number | null) => (value === null ? '–' : value.toPrecision(5));
  const rows = (items: MetricComparison['better'], verdict: string) =>
    items
      .slice(0, shownItems)
      .map(({ itemName, a, b, difference }) => [verdict, itemName, figure(a), figure(b), figure(difference)]);
  return [
    `A: run ${runA.id}, ${runA.method.spec} · B: run ${runB.id}, ${runB.method.spec}`,
    `${metric}: ${figure(meanA)} → ${figure(meanB)}, mean change ${figure(comparison.meanDifference)}` +
      (interval ? ` (95 % ${figure(interval[0])} … ${figure(interval[1])})` : '') +
      (pValue === null ? '' : `, p = ${figure(pValue)}`),
    `B is better on ${better.length} items, worse on ${worse.length}, the same on ${same}`,
    `regions: ${regions.fixed.length} fixed, ${regions.added.length} new, ${regions.worse.length} worse, ${regions.kept} others kept`,
    ...(worse.length + better.length === 0
      ? []
      : textTable(['B is', 'item', 'A', 'B', 'B − A'], [...rows(worse, 'worse'), ...rows(better, 'better')])),
    ...regressionLines(comparison.regions),
  ];
}

function regressionLines(regions: RunComparison['regions']): string[] {
  const all = regressionsOf(regions);
  if (all.length === 0) return [];
  const rows = all
    .slice(0, shownItems)
    .map(({ item, cause, severity, was, bbox: [x, y, width, height] }) => [
      ...[was === null ? 'new' : 'worse', item, labelOf(cause), `${width}×${height} at ${x}, ${y}`],
      ...[was === null ? '–' : was.severity.toPrecision(3), severity.toPrecision(3)],
    ]);
  const rest = all.length - rows.length;
  return [
    '',
    ...textTable(['region', 'item', 'cause', 'box', 'severity in A', 'in B'], rows),
    ...(rest > 0 ? [`and ${rest} more; --json lists all`] : []),
  ];
}
