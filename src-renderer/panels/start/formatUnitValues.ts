import type { UnitValues } from '#domain/rasters/valuesInUnits.ts';

/** `0.94 to 2.86 m, median 1.80 m, 88.0 % valid` */
export function formatUnitValues(values: UnitValues | null): string {
  if (values === null) return 'cannot be read so';
  const { quantity, min, median, max, validShare } = values;
  if (min === null || median === null || max === null) return 'no valid pixel';
  const unit = quantity.split(':')[1] ?? '';
  const told = unit === 'relative' || unit === '' ? '' : ` ${unit}`;
  const share = `${(100 * validShare).toFixed(1)} % valid`;
  return `${short(min)} to ${short(max)}${told}, median ${short(median)}${told}, ${share}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
