import { nearerClasses } from '../comparison/nearerMap.ts';
import { visibilityClasses } from '../photometric/visibility.ts';
import type { Quantity } from '../rasters/Raster.ts';

/** The unit as it is written after a number; empty for numbers without one. */
export const unitOf: Readonly<Record<Quantity, string>> = {
  'disparity:px': 'px',
  'depth:m': 'm',
  'inverse-depth:1/m': '1/m',
  'inverse-depth:relative': '',
  'depth:relative': '',
  ssim: '',
  coverage: '',
  'uniqueness:%': '%',
  confidence: '',
  'error:px': 'px',
  'error:m': 'm',
  'error:1/m': '1/m',
  photometric: '',
  visibility: '',
  nearer: '',
  smoothness: '',
};

/** What the numbers are, in words. */
export const nameOf: Readonly<Record<Quantity, string>> = {
  'disparity:px': 'disparity',
  'depth:m': 'depth',
  'inverse-depth:1/m': 'inverse depth',
  'inverse-depth:relative': 'relative inverse depth',
  'depth:relative': 'relative depth',
  ssim: 'SSIM',
  coverage: 'coverage',
  'uniqueness:%': 'uniqueness',
  confidence: 'confidence',
  'error:px': 'disparity error',
  'error:m': 'depth error',
  'error:1/m': 'inverse depth error',
  photometric: 'photometric error',
  visibility: 'visibility',
  nearer: 'run nearer to ground truth',
  smoothness: 'edge-aware smoothness',
};

/** True where a larger number is farther away, so that the colour map runs backwards to keep near = warm. */
export function growsWithDistance(quantity: Quantity): boolean {
  return quantity === 'depth:m' || quantity === 'depth:relative';
}

const classNames: Partial<Record<Quantity, readonly string[]>> = {
  visibility: Object.keys(visibilityClasses),
  nearer: Object.keys(nearerClasses),
};
const decimalsOf: Readonly<Record<string, number>> = { px: 2, '%': 1, m: 3, '1/m': 4 };

/** A value without its unit: decimals by quantity, minus as U+2212, an en dash for no value; a class by its name. */
export function formatValue(value: number, quantity: Quantity): string {
  if (!Number.isFinite(value)) return '–';
  const classes = classNames[quantity];
  if (classes) return classes[value] ?? '–';
  const usual = decimalsOf[unitOf[quantity]] ?? 3;
  const large = Math.abs(value) >= 100 ? 2 : Math.abs(value) >= 10 ? 1 : 0;
  const text = value.toFixed(unitOf[quantity] === 'm' ? Math.max(1, usual - large) : usual);
  return text.replace('-', '−');
}

/** A value with its unit, as `12.41 m`. */
export function formatQuantity(value: number, quantity: Quantity): string {
  const unit = unitOf[quantity];
  const text = formatValue(value, quantity);
  return unit === '' || text === '–' ? text : `${text} ${unit}`;
}
