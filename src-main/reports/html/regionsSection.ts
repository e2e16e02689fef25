import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import { colorTable } from '#domain/colormap/colorTables.ts';
import { formatQuantity, unitOf } from '#domain/colormap/formatQuantity.ts';
import { metricQuantity } from '#domain/camera/convertRaster.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import { formatCount, formatShare } from '../formatMetric.ts';
import type { ColourScale, ReportedPane, ReportedRegion, ReportModel } from '../ReportModel.ts';
import { evidenceText } from '#domain/regions/evidenceText.ts';
import { escapeHtml } from './escapeHtml.ts';

/** The worst regions: numbers, and the same crop of every pane. */
export function regionsSection({ regions, regionTotal, recipe }: ReportModel): string {
  if (regions.length === 0) return '<p class="second">No region failed under this recipe.</p>';
  const { quantity } = recipe.recipe;
  const shown =
    regions.length < regionTotal
      ? `The ${regions.length} worst of ${formatCount(regionTotal)} regions.`
      : `All ${formatCount(regionTotal)} regions.`;
  return `<p class="second">${shown} Severity is how wrong × how large × how sure. All panes of a region show the same pixels at the same scale; it is outlined. Grey-blue stripes mean no value.</p>
${regions.map((region, i) => regionCard(region, i + 1, metricQuantity[quantity])).join('\n')}`;
}

function regionCard(region: ReportedRegion, place: number, quantity: Quantity): string {
  const { itemName, severity, areaPx, areaShare, box, stats, crop, cropStep } = region;
  const unit = unitOf[quantity];
  const known = (value: number | null) => (value === null ? '–' : formatQuantity(value, quantity));
  const numbers = [
    `severity ${severity.toPrecision(3)}`,
    `${formatCount(areaPx)} px (${formatShare(areaShare)})`,
    `${box.width} × ${box.height} at ${box.x}, ${box.y}`,
    `mean error ${signed(stats.meanError, known)}`,
    `mean |error| ${known(stats.meanAbsError)}`,
    `mean SSIM ${stats.meanSsim === null ? '–' : formatQuantity(stats.meanSsim, 'ssim')}`,
    `ground truth ${known(stats.meanGroundTruth)}`,
    `${formatShare(stats.missingShare)} without prediction`,
  ];
  const thinned = cropStep === 1 ? '' : `, every ${ordinal(cropStep)} pixel`;
  const cropText = `crop ${crop.width} × ${crop.height} px at ${crop.x}, ${crop.y}${thinned}`;
  const { sentence, measured, review } = region;
  const said = [
    measured === null ? null : measured.evidence.map(evidenceText).join(', '),
    review === null ? null : reviewText(review),
  ].filter((text) => text !== null);
  return `<section class="card region" aria-label="${escapeHtml(`Region ${place} of ${itemName}`)}">
<p><b>${place} · ${escapeHtml(itemName)}</b> ${escapeHtml(sentence)}.</p>
${said.length === 0 ? '' : `<p class="second">${escapeHtml(said.join(' · '))}</p>`}
<p><span class="second">${[...numbers, cropText].map((text) => `<span>${escapeHtml(text)}</span>`).join(' · ')}</span></p>
<div class="panes">${region.panes.map((pane) => paneFigure(pane, region, unit)).join('\n')}</div>
</section>`;
}

function reviewText({ state, cause, note }: NonNullable<ReportedRegion['review']>): string {
  const corrected = cause === null ? '' : ', cause corrected by hand';
  return `${state === 'open' ? 'not reviewed' : state}${corrected}${note === '' ? '' : `: ${note}`}`;
}

function paneFigure(pane: ReportedPane, region: ReportedRegion, unit: string): string {
  const { title, png, note, colours } = pane;
  const caption = colours === null || title === 'SSIM' || unit === '' ? title : `${title}, ${unit}`;
  if (png === null) {
    return `<figure><figcaption>${escapeHtml(caption)}</figcaption><div class="empty">${escapeHtml(note ?? '')}</div></figure>`;
  }
  const { x, y, width, height } = region.crop;
  const points = region.outline.map(([px, py]) => `${px - x},${py - y}`).join(' ');
  const outline = ['under', 'over']
    .map((name) => `<polygon class="${name}" vector-effect="non-scaling-stroke" points="${points}"/>`)
    .join('');
  return `<figure><figcaption>${escapeHtml(caption)}</figcaption>
<div class="shot"><img src="data:image/png;base64,${base64(png)}" width="${width}" height="${height}" alt="${escapeHtml(`${title} of region ${region.rank} of ${region.itemName}`)}"><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">${outline}</svg></div>
${colours === null ? '' : colourBar(colours)}</figure>`;
}

function colourBar({ map, min, max, reversed, quantity }: ColourScale): string {
  const middle = (min + max) / 2;
  const labels = [min, middle, max].map((value) => `<b>${escapeHtml(formatQuantity(value, quantity))}</b>`);
  return `<div class="scale"><i style="background:linear-gradient(90deg,${gradientOf(map, reversed)})"></i><span>${labels.join('').replaceAll('b>', 'small>')}</span></div>`;
}

function gradientOf(map: ColorMapName, reversed: boolean): string {
  const colours = colorTable(map);
  const stops = Array.from({ length: 18 }, (_, i) => {
    const at = 3 * (i * 15);
    return `rgb(${colours[at]},${colours[at + 1]},${colours[at + 2]})`;
  });
  return (reversed ? stops.reverse() : stops).join(',');
}

function signed(value: number | null, known: (value: number | null) => string): string {
  return value !== null && value > 0 ? `+${known(value)}` : known(value);
}

function ordinal(n: number): string {
  return n === 2 ? '2nd' : n === 3 ? '3rd' : `${n}th`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
