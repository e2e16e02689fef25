import { metricInfos, type MetricInfo } from '#domain/metrics/metricInfos.ts';

/** The chosen columns that are known and were measured, in the order in which metrics are listed. */
export function shownColumns(
  chosen: readonly string[],
  measured: ReadonlySet<string>,
): readonly MetricInfo[] {
  return Object.values(metricInfos).filter(({ name }) => chosen.includes(name) && measured.has(name));
}
