import { formatQuantity, nameOf, unitOf } from '#domain/colormap/formatQuantity.ts';
import { ticks } from '#domain/colormap/ticks.ts';
import { formatCount, formatShare } from '../formatMetric.ts';
import type { Histogram } from '../ReportModel.ts';
import { escapeHtml } from './escapeHtml.ts';

const plot = { left: 44, right: 560, top: 36, bottom: 182 };
const size = { width: 572, height: 216 };

/** A histogram as an inline picture: share of the pixels per bin over the value, with the mean marked. */
export function histogramChart(title: string, histogram: Histogram): string {
  const { quantity, min, max, counts, total, mean } = histogram;
  const highest = Math.max(...counts, 1) / Math.max(total, 1);
  const x = (value: number) => plot.left + ((value - min) / (max - min)) * (plot.right - plot.left);
  const y = (share: number) => plot.bottom - (share / highest) * (plot.bottom - plot.top);
  const width = (plot.right - plot.left) / counts.length;
  const bars = counts.map((count, i) => {
    const top = y(count / Math.max(total, 1));
    return `<rect class="bar" x="${fixed(plot.left + i * width + 0.5)}" y="${fixed(top)}" width="${fixed(width - 1)}" height="${fixed(plot.bottom - top)}"/>`;
  });
  const below = ticks(min, max, 8).map(
    ({ value, label }) =>
      `<path class="axis" d="M${fixed(x(value))} ${plot.bottom}v4"/><text x="${fixed(x(value))}" y="${plot.bottom + 16}" text-anchor="middle">${escapeHtml(label)}</text>`,
  );
  const aside = ticks(0, 100 * highest, 3)
    .filter(({ value }) => value > 0)
    .map(({ value, label }) => {
      const at = fixed(y(value / 100));
      return `<path class="grid" d="M${plot.left} ${at}H${plot.right}"/><text x="${plot.left - 6}" y="${at}" dy="4" text-anchor="end">${escapeHtml(label)}</text>`;
    });
  const axisTitle = unitOf[quantity] === '' ? nameOf[quantity] : `${nameOf[quantity]}, ${unitOf[quantity]}`;
  return `<figure class="card"><figcaption><b>${escapeHtml(title)}</b><br><span class="second">${escapeHtml(summaryOf(histogram))}</span></figcaption>
<svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(`${title}: ${summaryOf(histogram)}`)}">
${aside.join('')}${bars.join('')}
<path class="axis" d="M${plot.left} ${plot.bottom}H${plot.right}"/>${below.join('')}
${meanMark(x(Math.min(Math.max(mean, min), max)), `mean ${formatQuantity(mean, quantity)}`)}
<text x="${plot.left}" y="12">% of pixels per bin</text><text x="${plot.right}" y="${size.height - 4}" text-anchor="end">${escapeHtml(axisTitle)}</text>
</svg></figure>`;
}

function meanMark(at: number, label: string): string {
  const isRight = at > (plot.left + plot.right) / 2;
  const anchor = isRight ? 'end' : 'start';
  return `<path class="mean" d="M${fixed(at)} ${plot.top - 4}V${plot.bottom}"/><text class="meanLabel" x="${fixed(at + (isRight ? 3 : -3))}" y="${plot.top - 9}" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
}

function summaryOf({ quantity, min, max, below, above, total, mean }: Histogram): string {
  const outside = formatShare(total === 0 ? 0 : (below + above) / total);
  return `${formatCount(total)} pixels, mean ${formatQuantity(mean, quantity)}; ${outside} outside ${formatQuantity(min, quantity)} to ${formatQuantity(max, quantity)}`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
