import type { RawMap } from '../rasters/RawMap.ts';

/** What the stored values of a map look like, for telling what they mean. */
export interface SampleStatistics {
  /** How the file stores them. */
  readonly type: '8-bit' | '16-bit' | 'integer' | 'float';
  /** Over values that are finite and not 0; all NaN where there is none. */
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Values that are finite and not 0. */
  readonly count: number;
}

/** Counts finite values other than 0, which nearly every encoding uses for "unknown". Looks at up to 100 000 pixels. */
export function sampleStatistics({ values }: RawMap): SampleStatistics {
  const step = Math.max(1, Math.floor(values.length / 100_000));
  const seen: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (Number.isFinite(value) && value !== 0) seen.push(value);
  }
  seen.sort((a, b) => a - b);
  return {
    type: typeOf(values),
    min: seen[0] ?? NaN,
    median: seen[seen.length >> 1] ?? NaN,
    max: seen.at(-1) ?? NaN,
    count: seen.length,
  };
}

function typeOf(values: RawMap['values']): SampleStatistics['type'] {
  if (values instanceof Float32Array || values instanceof Float64Array) return 'float';
  if (values instanceof Uint8Array) return '8-bit';
  return values instanceof Uint16Array ? '16-bit' : 'integer';
}
