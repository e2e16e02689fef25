import { summariseMetric } from '#domain/evaluation/summariseFrames.ts';
import type { BothMeans, SummariseMetricInput } from './summariseMetric.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the summariseMetric task. */
export const summariseMetricWork: TaskWork<SummariseMetricInput, BothMeans> = ({ records, options }) => ({
  ...summariseMetric(records, options),
  imageMean: summariseMetric(records, { average: 'images' }).mean,
  pixelMean: summariseMetric(records, { average: 'pixels' }).mean,
});
