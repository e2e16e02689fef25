import { describeBackground } from '#domain/ignore/describeBackground.ts';
import { problemKinds } from '#domain/doctor/ProblemKind.ts';
import { formatCount } from '../formatMetric.ts';
import type { ReportModel } from '../ReportModel.ts';
import { escapeHtml } from './escapeHtml.ts';
import { facts, table } from './table.ts';

/** Longer lists are cut here; the JSON report has them whole. */
const mostRows = 2000;

/** The recipe: in words, and the exact text that its hash is made of. */
export function recipeSection({ recipe }: ReportModel): string {
  const { regions, ssim, mask, clip, alignment, quantity } = recipe.recipe;
  const { ssimBelow, errorAbove, mergePx, minAreaPx } = regions;
  const rules = [
    ssimBelow === null ? null : `SSIM below ${ssimBelow}`,
    errorAbove === null
      ? null
      : `|error| above ${errorAbove.absolute} and above ${100 * errorAbove.relative} % of the ground truth`,
  ].filter((rule) => rule !== null);
  const bounds = [
    mask.minDepthM === null ? null : `from ${mask.minDepthM} m`,
    mask.maxDepthM === null ? null : `to ${mask.maxDepthM} m`,
  ].filter((bound) => bound !== null);
  return `${facts([
    ['Compared quantity', quantity],
    ['Alignment', alignment],
    ['Depth bounds of ground truth', bounds.join(' ') || 'none'],
    ['Classes left out', mask.ignoredClasses.join(', ') || 'none'],
    ...(mask.background ?? []).map(({ folder, rule }): [string, string] => [
      folder === '' ? 'Background' : `Background in ${folder}`,
      describeBackground(rule),
    ]),
    ['Prediction clipped to', clip === null ? 'not clipped' : `${clip.min} to ${clip.max}`],
    [
      'SSIM',
      `uniform window ${ssim.windowPx} px, data range ${ssim.dataRange === 'ground-truth-span' ? 'span of the item’s ground truth' : ssim.dataRange}, at least ${100 * ssim.minCoverage} % of the window valid`,
    ],
    [
      'A pixel fails where',
      `${rules.join(', or ') || 'never'}; areas nearer than ${mergePx} px are joined, below ${minAreaPx} px dropped`,
    ],
    ['Hash (SHA-256)', { html: `<code>${escapeHtml(recipe.hash)}</code>` }],
  ])}
<h3>Canonical text</h3><pre>${escapeHtml(recipe.canonicalText)}</pre>`;
}

/** The method with every option's effective value, and the versions of what ran. */
export function methodSection({ run, versions, project }: ReportModel): string {
  const options = Object.entries(run.method.options).map(([name, value]) => [name, String(value)] as const);
  return `<div class="pair"><div><h3>Method</h3>${facts([
    ['Spec', { html: `<code>${escapeHtml(run.method.spec)}</code>` }],
    ['Kind', run.method.kind === 'sgbm' ? 'semi-global block matching' : 'maps made elsewhere'],
    ...options,
  ])}</div><div><h3>Versions</h3>${facts([
    ...versions.map(({ name, version }) => [name, version] as const),
    ['Project made by', project.createdBy],
    ['Dataset layout', project.layout],
    ['Dataset folder', project.root],
  ])}</div></div>`;
}

/** Rejected and doubtful files: how many by what is wrong with them, and each open one with its reason. */
export function problemsSection({ problems, problemCounts }: ReportModel): string {
  if (problemCounts.length === 0) return '<p class="second">No file was rejected or doubtful.</p>';
  const sum = (what: 'rejected' | 'doubtful' | 'settled') =>
    formatCount(problemCounts.reduce((n, counts) => n + counts[what], 0));
  const list = table(
    [{ title: 'File' }, { title: 'What' }, { title: 'Reason' }, { title: 'Message' }],
    problems
      .slice(0, mostRows)
      .map(({ file, severity, tag, message }) => [
        file,
        { html: `<span class="${severity === 'rejected' ? 'wrong' : 'doubtful'}">${severity}</span>` },
        tag,
        { html: `<div class="note">${escapeHtml(message)}</div>` },
      ]),
  );
  return `<p>${sum('rejected')} rejected (left out), ${sum('doubtful')} doubtful (used), ${sum('settled')} settled (mended, or kept as they are).</p>
${problemCountTable(problemCounts)}
${problems.length === 0 ? '' : `${list}${cutNote(problems.length)}`}`;
}

function problemCountTable(counts: ReportModel['problemCounts']): string {
  const columns = ['Rejected', 'Doubtful', 'Settled'].map((title) => ({ title, kind: 'number' as const }));
  return table(
    [{ title: 'What is wrong' }, ...columns],
    counts.map(({ kind, rejected, doubtful, settled }) => [
      problemKinds.find((info) => info.kind === kind)!.title,
      ...[rejected, doubtful, settled].map(formatCount),
    ]),
  );
}

/** Every source file of the run's items, by content. */
export function sourcesSection({ sources }: ReportModel): string {
  const rows = sources
    .slice(0, mostRows)
    .map(({ item, role, path, encoding, sizeBytes, sha256 }) => [
      path,
      item,
      role,
      encoding ?? '–',
      formatCount(sizeBytes),
      { html: `<code>${escapeHtml(sha256)}</code>` },
    ]);
  const columns = [
    { title: 'File' },
    { title: 'Item' },
    { title: 'Role' },
    { title: 'Encoding' },
    { title: 'Size, bytes', kind: 'number' as const },
    { title: 'SHA-256' },
  ];
  const isOpen = sources.length <= 60 ? ' open' : '';
  return `<details${isOpen}><summary>${formatCount(sources.length)} files</summary>${table(columns, rows)}${cutNote(sources.length)}</details>`;
}

/** The command lines that make the same again. */
export function rerunSection({ rerun }: ReportModel): string {
  const notes = rerun.notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('');
  return `<p class="second">In the project file’s folder:</p>
<pre>${rerun.commands.map(escapeHtml).join('\n')}</pre>${notes === '' ? '' : `<ul>${notes}</ul>`}`;
}

function cutNote(length: number): string {
  if (length <= mostRows) return '';
  return `<p class="second">The first ${formatCount(mostRows)} of ${formatCount(length)}; the JSON report has all.</p>`;
}
