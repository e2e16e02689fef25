import type { RawMap } from '../rasters/RawMap.ts';

/** What the stored values of a map look like, for telling what they mean. */
export interface SampleStatistics {
  /** How the file stores them. */
  readonly type: '8-bit' | '16-bit' | 'integer' | 'float' | 'rgb';
  /** Over values that are finite and not 0; all NaN where there is none. */
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Values that are finite and not 0. */
  readonly count: number;
}

/** Counts finite values other than 0, which nearly every encoding uses for "unknown". Of a huge map it takes a part. */
export function sampleStatistics({ values, isRgb }: RawMap): SampleStatistics {
  const step = Math.ceil(values.length / 2_000_000);
  const seen = new Float64Array(Math.ceil(values.length / step));
  let count = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (Number.isFinite(value) && value !== 0) seen[count++] = value;
  }
  const sorted = seen.subarray(0, count).sort();
  return {
    type: isRgb ? 'rgb' : typeOf(values),
    min: sorted[0] ?? NaN,
    median: sorted[count >> 1] ?? NaN,
    max: sorted.at(-1) ?? NaN,
    count,
  };
}

function typeOf(values: RawMap['values']): SampleStatistics['type'] {
  if (values instanceof Float32Array || values instanceof Float64Array) return 'float';
  if (values instanceof Uint8Array) return '8-bit';
  return values instanceof Uint16Array ? '16-bit' : 'integer';
}
