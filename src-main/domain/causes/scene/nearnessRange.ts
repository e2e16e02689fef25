import { selectQuantiles } from '../../metrics/quantile.ts';

/** The range of a map's nearness (inverse depth), from its 0.2 % to its 99.5 % quantile. */
export interface NearnessRange {
  readonly low: number;
  readonly high: number;
  /** Where in the range a logarithm of depth lies: 0 = farthest, 1 = nearest. */
  shareOf(log: number): number;
}

const mostSamples = 20_000;

/** Null for a map without range. */
export function nearnessRange(logs: Float32Array): NearnessRange | null {
  const step = Math.max(1, Math.floor(logs.length / mostSamples));
  const sample: number[] = [];
  for (let i = 0; i < logs.length; i += step) if (!Number.isNaN(logs[i]!)) sample.push(Math.exp(-logs[i]!));
  const [low, high] = selectQuantiles(Float64Array.from(sample), [0.002, 0.995]);
  if (low == null || high == null || !(high > low * 1.001)) return null;
  return { low, high, shareOf: (log) => (Math.exp(-log) - low) / (high - low) };
}
