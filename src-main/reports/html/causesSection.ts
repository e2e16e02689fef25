import { type CauseShare, causeShares } from '#domain/regions/CauseCounts.ts';
import { labelOf } from '#domain/regions/regionSentence.ts';
import { labelOfShare, percent, shareSentence } from '#domain/regions/shareSentence.ts';
import { formatCount } from '../formatMetric.ts';
import type { ReportModel } from '../ReportModel.ts';
import { escapeHtml } from './escapeHtml.ts';
import { type Cell, type Column, table } from './table.ts';

/** Why the run fails: its error shared out over causes, beside other runs; and who fails where. */
export function causesSection({ causes, run }: ReportModel): string {
  const [own, ...others] = causes.runs;
  if (own === undefined || own.counts.frames === 0) {
    return `<p class="second">Nothing was compared with ground truth in this run.</p>${suspicions(own?.counts.suspicions ?? [])}`;
  }
  const shares = causeShares(own.counts);
  const first = shares.find(({ name, regions }) => regions > 0 && name !== 'rejected');
  const classes = causeShares(own.counts, 'class').filter(({ name, regions }) => name !== '' && regions > 0);
  return `${first ? `<p>${escapeHtml(shareSentence(first))}.</p>` : ''}
<p class="second">Error is |ln prediction − ln truth| of depth, summed over ${formatCount(own.counts.comparedPx)} compared pixels of ${formatCount(own.counts.frames)} frames. All parts of a run together are all of its error; causes are those of reviews where there are any.</p>
${causeTable(causes.runs, shares)}
${classes.length === 0 ? '' : `<h3>On annotated objects</h3><ul>${classes.map((share) => `<li>${escapeHtml(shareSentence(share))}</li>`).join('')}</ul>`}
${suspicions(own.counts.suspicions)}
${others.length === 0 ? '' : causes.changes.map((change) => changeTable(change, run.method.spec)).join('\n')}`;
}

function causeTable(runs: ReportModel['causes']['runs'], own: readonly CauseShare[]): string {
  const columns: Column[] = [
    { title: 'Cause' },
    ...runs.flatMap(({ run }): Column[] => [
      { title: run.method.spec, sub: 'share of the error' },
      { title: '', sub: 'pixels', kind: 'number' },
      { title: '', sub: 'regions', kind: 'number' },
    ]),
  ];
  const all = runs.map(({ counts }) => causeShares(counts));
  const names = [...new Set([...own, ...all.flat()].map(({ name }) => name))];
  const isRest = (name: string) => (name === 'outside' ? 2 : name === 'rejected' ? 1 : 0);
  names.sort((a, b) => isRest(a) - isRest(b));
  const rows = names.map((name): Cell[] => [
    labelOfShare(name),
    ...all.flatMap((shares): Cell[] => {
      const share = shares.find((one) => one.name === name);
      if (share === undefined) return ['–', '–', '–'];
      const regions = share.regions === 0 ? '–' : formatCount(share.regions);
      return [{ html: bar(share.errorShare) }, percent(share.pixelShare), regions];
    }),
  ]);
  return table(columns, rows);
}

function bar(share: number | null): string {
  const width = Math.round(1000 * (share ?? 0)) / 10;
  return `<span class="share"><i style="width:${width}%"></i></span> ${escapeHtml(percent(share))}`;
}

function suspicions(found: ReportModel['causes']['runs'][number]['counts']['suspicions']): string {
  if (found.length === 0) return '';
  const list = found.map(({ cause, regions }) => `${labelOf(cause).toLowerCase()} ${formatCount(regions)}`);
  return `<p class="second">Without ground truth, suspicions: ${escapeHtml(list.join(', '))}.</p>`;
}

function changeTable({ run, items, byCause }: ReportModel['causes']['changes'][number], own: string): string {
  const columns: Column[] = [
    { title: 'Cause' },
    { title: `only ${run.method.spec}`, sub: 'mended here', kind: 'number' },
    { title: 'both', kind: 'number' },
    { title: `only ${own}`, sub: 'new here', kind: 'number' },
  ];
  const rows = byCause.map(({ cause, fixed, kept, added }) => [
    labelOf(cause),
    ...[fixed, kept, added].map(({ regions }) => formatCount(regions)),
  ]);
  return `<h3>Who fails where: ${escapeHtml(own)} against ${escapeHtml(run.method.spec)}</h3>
<p class="second">Regions on the ${formatCount(items)} items of both. Two regions are the same failure where they share half of the smaller one.</p>
${rows.length === 0 ? '<p class="second">Neither fails.</p>' : table(columns, rows)}`;
}
