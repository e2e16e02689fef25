import type { Evidence } from './RegionRecord.ts';

/** A measurement with its limit, in words: `share in thin structures 0.82 (limit 0.35)`. */
export function evidenceText({ name, value, unit, threshold }: Evidence): string {
  const limit = threshold === null ? '' : ` (limit ${withUnit(threshold, unit)})`;
  return `${name} ${withUnit(value, unit)}${limit}`;
}

function withUnit(value: number, unit: string): string {
  const text = Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
  return unit === '' ? text : `${text} ${unit}`;
}
