import { accuracyLine } from '#domain/review/accuracyLine.ts';
import { formatCount } from '../formatMetric.ts';
import type { ReportModel } from '../ReportModel.ts';
import { escapeHtml } from './escapeHtml.ts';

/** How far people have reviewed the regions, and how well automatic causes do on those. */
export function reviewSection({ review }: ReportModel): string {
  const { total, reviewed, rejected, causes } = review;
  if (reviewed === 0) return '<p class="second">No region of this run was reviewed.</p>';
  const lines = causes.map((row) => `<li>${escapeHtml(accuracyLine(row))}</li>`).join('');
  return `<p>${formatCount(reviewed)} of ${formatCount(total)} regions were reviewed, ${formatCount(rejected)} of them rejected.</p>
<ul>${lines}</ul>
<p class="second">On the reviewed regions alone, with 95 % intervals (Wilson). Precision: of those with this automatic cause, confirmed and the cause stands. Recall: of the confirmed ones that a person says have this cause, those that had it automatically. Failures without a region are in neither.</p>`;
}
