import type { MetricName } from '#domain/metrics/metricInfos.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import { formatCount, formatMetric, formatShare, unitOfMetric } from './formatMetric.ts';
import { escapeHtml } from './html/escapeHtml.ts';
import { causesSection } from './html/causesSection.ts';
import { histogramChart } from './html/histogramChart.ts';
import { itemsSection } from './html/itemsSection.ts';
import {
  methodSection,
  problemsSection,
  recipeSection,
  rerunSection,
  sourcesSection,
} from './html/provenanceSection.ts';
import { regionsSection } from './html/regionsSection.ts';
import { reportStyle } from './html/reportStyle.ts';
import { reviewSection } from './html/reviewSection.ts';
import { summarySection } from './html/summarySection.ts';
import type { ReportModel } from './ReportModel.ts';

const keyMetrics: readonly MetricName[] = ['ssim', 'epe', 'd1All', 'bad2', 'absRel', 'delta1'];

/**
 * The report as one self-contained HTML file: no scripts, nothing from the network (a content security policy forbids
 * both), light or dark as the reader's system is.
 */
export function reportHtml(model: ReportModel): string {
  const { project, run, recipe } = model;
  const title = `${project.name} · ${run.method.spec}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)} – Fathom report</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="second">${escapeHtml(outcome(model))}<br>Recipe: ${escapeHtml(recipe.label)}<br>Report of ${escapeHtml(dateText(model.createdAt))}, run of ${escapeHtml(dateText(run.createdAt))}</p>
${keyFigures(model)}
</header>
${section('means', 'Means over the dataset', summarySection(model))}
${section('distributions', 'Distributions', distributions(model))}
${section('causes', 'Why it fails', causesSection(model))}
${section('review', 'Review', reviewSection(model))}
${section('regions', 'Worst regions', regionsSection(model))}
${section('items', 'Items', itemsSection(model))}
${section('recipe', 'Recipe', recipeSection(model))}
${section('method', 'Method and versions', methodSection(model))}
${section('rerun', 'Run it again', rerunSection(model))}
${section('problems', 'Problems', problemsSection(model))}
${section('sources', 'Source files', sourcesSection(model))}
</main>
</body>
</html>
`;
}

function section(id: string, title: string, content: string): string {
  return `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}

function outcome({ run, items, project }: ReportModel): string {
  const compared = items.filter(({ state }) => state === 'compared').length;
  const failed = run.failed > 0 ? `, ${formatCount(run.failed)} failed` : '';
  const open = run.total - run.done - run.failed;
  const pending = open > 0 ? `, ${formatCount(open)} not run yet` : '';
  return `${formatCount(compared)} of ${formatCount(run.total)} items compared${failed}${pending}; the project has ${formatCount(project.items)}`;
}

function keyFigures({ summary, recipe }: ReportModel): string {
  const { quantity } = recipe.recipe;
  const figures = keyMetrics.flatMap((name) => {
    const row = summary.find(({ scope, metric }) => scope === 'all' && metric === name);
    if (!row || row.mean === null) return [];
    const unit = unitOfMetric(name, quantity);
    const value = `${formatMetric(name, row.mean, quantity)}${unit === '' ? '' : ` ${unit}`}`;
    const coverage = `coverage ${formatShare(row.meanCoverage)}`;
    return `<div><span>${escapeHtml(metricInfos[name].title)}</span><b>${escapeHtml(value)}</b><span>${coverage}</span></div>`;
  });
  return figures.length === 0 ? '' : `<div class="key">${figures.join('')}</div>`;
}

function distributions({ histograms }: ReportModel): string {
  if (histograms === null) return '<p class="second">Nothing was compared in this run.</p>';
  return `<div class="pair">${histogramChart('Signed error, prediction − ground truth', histograms.error)}
${histogramChart('SSIM (1 = same)', histograms.ssim)}</div>`;
}

function dateText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
