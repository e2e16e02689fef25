import { nameOf, unitOf } from '#domain/colormap/formatQuantity.ts';
import { metricQuantity } from '#domain/camera/convertRaster.ts';
import type { MetricName } from '#domain/metrics/metricInfos.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';

const decimals: Readonly<Record<string, number>> = { '%': 2, dB: 2, px: 3, m: 3, 'm²': 3, '1/m': 4 };

/** The unit that a metric's values have under a recipe; empty for pure numbers and unknown metrics. */
export function unitOfMetric(name: MetricName, quantity: ComparedQuantity): string {
  const unit = metricInfos[name]?.unit ?? '';
  return unit === '=' ? unitOf[metricQuantity[quantity]] : unit;
}

/** A metric's value without its unit; an en dash for none. Very small and very large values get an exponent. */
export function formatMetric(name: MetricName, value: number | null, quantity: ComparedQuantity): string {
  if (value === null) return '–';
  const digits = decimals[unitOfMetric(name, quantity)] ?? 4;
  const size = Math.abs(value);
  const isPlain = value === 0 || (size >= 0.5 * 10 ** -digits && size < 1e7);
  const text = isPlain ? value.toFixed(size >= 1000 ? Math.min(1, digits) : digits) : value.toExponential(2);
  return withMinus(text);
}

/** A share as per cent, as `81.4 %`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A whole number with thin spaces between thousands. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '\u2009');
}

export function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}

/** What a recipe compares, in words. */
export function comparedName(quantity: ComparedQuantity): string {
  return nameOf[metricQuantity[quantity]];
}
