/**
 * Metrics beyond those of single pixels. Each costs time or needs something (calibration, annotated classes, points, a
 * confidence), so that a recipe asks for them by family; metricInfos.ts says which metric belongs to which.
 */
export const metricFamilies = [
  'losses',
  'boundary',
  'edges',
  'normals',
  'thin',
  'planes',
  'cloud',
  'ordinal',
  'sparsification',
  'photometric',
  'features',
] as const;

export type MetricFamily = (typeof metricFamilies)[number];
