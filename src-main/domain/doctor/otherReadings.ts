import { encodingNamed } from '../datasets/encodings.ts';
import { formatEncoding } from '../datasets/parseEncoding.ts';
import type { Encoding } from '../records.ts';
import type { ViewedTruth } from './ItemView.ts';

/** The encoding of the same stored numbers when every value is divided by a factor. */
export function dividedBy({ encoding, isEightBit }: ViewedTruth, factor: number): string {
  const divided = { ...encoding, scale: encoding.scale / factor, offset: encoding.offset / factor };
  return written(divided, isEightBit);
}

/**
 * The encoding of the same stored numbers as the other quantity.
 * @param ratio  how many times too large the values would be at the same scale; null where nothing says.
 */
export function asOther({ encoding, role, isEightBit }: ViewedTruth, ratio: number | null): string {
  const isDisparity = role === 'disparity';
  const scale = (ratio === null ? null : usualScale(encoding.scale / ratio)) ?? encoding.scale;
  return written({ ...encoding, scale, quantity: isDisparity ? 'depth:m' : 'disparity:px' }, isEightBit);
}

/** The scale near a measured one that maps are stored with; null where none is. */
function usualScale(measured: number): number | null {
  const near = [1, 2, 3, 4, 8, 16, 32, 64, 100, 256, 1000].find(
    (perUnit) => Math.abs(measured * perUnit - 1) < 0.06,
  );
  return near === undefined ? null : 1 / near;
}

/** By name where an encoding with a plain scale has one, else spelled out. */
function written(encoding: Encoding, isEightBit = false): string {
  const names = isEightBit ? [...ofEightBits, ...usual] : usual;
  const name = names.find((each) => isSame(encodingNamed(each), encoding));
  return name ?? formatEncoding({ ...encoding, name: 'custom' });
}

/** Names that say something to people who do not know a certain dataset. */
const usual = [
  'kitti-disparity',
  'kitti-depth',
  'opencv-fixed-point',
  'millimetres',
  'tum',
  'metres',
  'metres-0-unknown',
  'pixels',
];
const ofEightBits = [
  'tsukuba',
  'middlebury-2001',
  'middlebury-2003',
  'middlebury-2006-third',
  'middlebury-2006-half',
  'middlebury-2006-full',
];

function isSame(a: Encoding, b: Encoding): boolean {
  return Math.abs(a.scale / b.scale - 1) < 1e-9 && withoutScale(a) === withoutScale(b);
}

function withoutScale(encoding: Encoding): string {
  const entries = Object.entries(encoding).filter(
    ([key, value]) => key !== 'name' && key !== 'scale' && value !== undefined,
  );
  return JSON.stringify(entries.sort(([x], [y]) => (x < y ? -1 : 1)));
}
