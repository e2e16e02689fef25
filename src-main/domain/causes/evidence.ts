import type { Evidence } from '../regions/RegionRecord.ts';

/** A measurement that speaks for its cause above the threshold; without one it is told for information. */
export function above(name: string, value: number, unit = '', threshold: number | null = null): Evidence {
  return { name, value: rounded(value), unit, threshold, speaksWhen: 'above' };
}

export function below(name: string, value: number, unit = '', threshold: number | null = null): Evidence {
  return { name, value: rounded(value), unit, threshold, speaksWhen: 'below' };
}

/** Four digits are more than any of these measurements is worth; infinity and NaN cannot be stored. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
