import { summariseMetric } from '#domain/evaluation/summariseFrames.ts';
import type { BothMeans, SummariseMetricInput } from './summariseMetric.task.ts';
import type { TaskWork } from './Task.ts';

/** Of one metric and scope: both means, and the rest under the options. */
export function bothMeans({ records, options }: SummariseMetricInput): BothMeans {
  return {
    ...summariseMetric(records, options),
    imageMean: summariseMetric(records, { average: 'images' }).mean,
    pixelMean: summariseMetric(records, { average: 'pixels' }).mean,
  };
}

/** The work of the summariseMetric task. */
export const summariseMetricWork: TaskWork<SummariseMetricInput, BothMeans> = (input) => bothMeans(input);
