import type { MetricSummary, SummaryOptions } from '#domain/evaluation/summariseFrames.ts';
import type { MetricRecord } from '#domain/records.ts';
import { defineTask } from './Task.ts';

export interface SummariseMetricInput {
  /** Of one metric and scope, one an item; at least one. */
  readonly records: readonly MetricRecord[];
  readonly options: SummaryOptions;
}

/** With the mean both ways, whichever of them the options ask for. */
export interface BothMeans extends MetricSummary {
  /** Every image counts once. */
  readonly imageMean: number | null;
  /** Every pixel counts once; null where the metric does not follow from the images' that way. */
  readonly pixelMean: number | null;
}

export const summariseMetric = defineTask<SummariseMetricInput, BothMeans>('summariseMetric');
