import { noValue } from './noValue.ts';

/**
 * A number with about that many significant digits, without an exponent where it can be helped, and with a real minus.
 * Null and anything not finite is an en dash.
 */
export function formatNumber(value: number | null | undefined, significant = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (magnitude < -5 || magnitude > 8) return withMinus(value.toExponential(significant - 1));
  return formatFixed(value, Math.max(0, significant - 1 - magnitude));
}

/** A number with exactly that many decimals, for columns that align at the decimal point. */
export function formatFixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  const text = value.toFixed(decimals);
  return withMinus(Number(text) === 0 ? text.replace('-', '') : text);
}

/** A share in [0, 1] as per cent: 19 %, 4.9 %, 0.2 %. Only what is whole reads 100 %. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return noValue;
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent > 99.9 && percent < 100) return '> 99.9 %';
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${formatFixed(percent, percent < 10 || percent > 99 ? 1 : 0)} %`;
}

/** The number with its unit, if it has one: `12.41 m`. */
export function formatQuantity(value: number | null | undefined, unit: string, significant = 4): string {
  const text = formatNumber(value, significant);
  return unit === '' || text === noValue ? text : `${text} ${unit}`;
}

/** A whole number with thin spaces between thousands. */
export function formatCount(value: number): string {
  return withMinus(Math.round(value).toString()).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

function withMinus(text: string): string {
  return text.replace('-', '\u2212');
}
