import type { MetricInfo, MetricName } from '#domain/metrics/metricInfos.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import { formatFixed } from '../ui/formatNumber.ts';

const decimalsOfUnit: Readonly<Record<string, number>> = { '%': 2, px: 3, m: 3, 'm²': 3, dB: 2, '1/m': 4 };

/** What is known about a metric; undefined for a name that this version does not know. */
export function metricInfoOf(name: string): MetricInfo | undefined {
  return name in metricInfos ? metricInfos[name as MetricName] : undefined;
}

/** A metric's value with as many decimals as its kind deserves, without its unit. */
export function formatMetric(name: string, value: number | null | undefined): string {
  const info = metricInfoOf(name);
  if (name === 'silog') return formatFixed(value, 2);
  return formatFixed(value, decimalsOfUnit[info?.unit ?? ''] ?? 3);
}

/** The unit of a compared quantity. */
export function unitOfCompared(quantity: ComparedQuantity): string {
  return { disparity: 'px', depth: 'm', 'inverse-depth': '1/m' }[quantity];
}
