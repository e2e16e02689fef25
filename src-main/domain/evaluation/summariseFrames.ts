import type { MetricRecord } from '../records.ts';

/** A metric over the items of a run: mean and median of the per-item values (not pooled pixels). */
export interface MetricSummary {
  readonly scope: string;
  readonly metric: string;
  readonly mean: number | null;
  readonly median: number | null;
  /** Items that have a value; the others are left out of mean and median. */
  readonly items: number;
  /** Mean coverage over the items that have a value; 0 where none has. */
  readonly meanCoverage: number;
}

/**
 * Means and medians over items, by scope and metric, in order of first appearance.
 * @param frames  the metrics of one item each, all under the same recipe.
 */
export function summariseFrames(frames: readonly (readonly MetricRecord[])[]): readonly MetricSummary[] {
  const groups = new Map<string, MetricRecord[]>();
  for (const record of frames.flat()) {
    const key = JSON.stringify([record.scope, record.name]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()].map(summarise);
}

function summarise(records: readonly MetricRecord[]): MetricSummary {
  const { scope, name } = records[0]!;
  const scored = records.filter((record) => record.value !== null);
  const values = scored.map((record) => record.value!);
  return {
    scope,
    metric: name,
    mean: meanOf(values),
    median: medianOf(values),
    items: scored.length,
    meanCoverage: meanOf(scored.map((record) => record.coverage)) ?? 0,
  };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean of the two middle values for an even count. */
function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
