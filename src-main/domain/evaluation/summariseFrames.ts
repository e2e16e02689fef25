import { metricInfos, type MetricName } from '../metrics/metricInfos.ts';
import { quantile } from '../metrics/quantile.ts';
import type { MetricRecord } from '../records.ts';
import { bootstrapInterval } from './bootstrapInterval.ts';

/** A metric over the items of a run. */
export interface MetricSummary {
  readonly scope: string;
  readonly metric: string;
  /** Mean of the per-item values, or the value over all their pixels (see SummaryOptions); null where there is none. */
  readonly mean: number | null;
  readonly median: number | null;
  /** First and third quartile of the per-item values, linear interpolation. */
  readonly quartiles: readonly [number, number] | null;
  /** 95 % confidence interval of `mean` over items; null where it was not asked for or there are fewer than two. */
  readonly interval: readonly [number, number] | null;
  /** Items that have a value; the others are left out of mean and median. */
  readonly items: number;
  /** Mean coverage over the items that have a value; 0 where none has. */
  readonly meanCoverage: number;
}

export interface SummaryOptions {
  /**
   * images (default): every item counts once. pixels: every pixel counts once, as in KITTI's development kit; a metric
   * that does not follow from its items' values that way (quantiles, SILog, PSNR) has no mean then.
   */
  readonly average?: 'images' | 'pixels';
  /** Resamplings of the items for the confidence interval; 0 (default) makes none. 1000 is usual. */
  readonly resamplings?: number;
}

/**
 * Means, medians, quartiles and confidence intervals over items, by scope and metric, in order of first appearance.
 * @param frames  the metrics of one item each, all under the same recipe.
 */
export function summariseFrames(
  frames: readonly (readonly MetricRecord[])[],
  options: SummaryOptions = {},
): readonly MetricSummary[] {
  const groups = new Map<string, MetricRecord[]>();
  for (const record of frames.flat()) {
    const key = JSON.stringify([record.scope, record.name]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()].map((records) => summariseMetric(records, options));
}

/** summariseFrames of one metric of one scope. @param records  at least one. */
export function summariseMetric(records: readonly MetricRecord[], options: SummaryOptions): MetricSummary {
  const { scope, name } = records[0]!;
  const scored = records.filter(hasValue);
  const ascending = Float64Array.from(scored, ({ value }) => value).sort();
  const average = averageOf(name, options.average ?? 'images');
  const [low, high] = [quantile(ascending, 0.25), quantile(ascending, 0.75)];
  return {
    scope,
    metric: name,
    mean: average(scored),
    median: quantile(ascending, 0.5),
    quartiles: low === null || high === null ? null : [low, high],
    interval: bootstrapInterval(scored, average, options.resamplings ?? 0),
    items: scored.length,
    meanCoverage: meanOf(scored.map(({ coverage }) => coverage)) ?? 0,
  };
}

type ScoredRecord = MetricRecord & { readonly value: number };

function hasValue(record: MetricRecord): record is ScoredRecord {
  return record.value !== null;
}

function averageOf(
  name: string,
  over: 'images' | 'pixels',
): (records: readonly ScoredRecord[]) => number | null {
  if (over === 'images') return (records) => meanOf(records.map(({ value }) => value));
  const pooling = metricInfos[name as MetricName]?.pooling ?? 'none';
  if (pooling === 'none') return () => null;
  if (pooling === 'mean') return (records) => weightedMean(records, (value) => value);
  return (records) => {
    const square = weightedMean(records, (value) => value * value);
    return square === null ? null : Math.sqrt(square);
  };
}

function weightedMean(records: readonly ScoredRecord[], of: (value: number) => number): number | null {
  let sum = 0;
  let pixels = 0;
  for (const record of records) {
    sum += of(record.value) * record.pixels;
    pixels += record.pixels;
  }
  return pixels === 0 ? null : sum / pixels;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
