import { StudioError } from '../errors.ts';
import type { Quantity } from '../rasters/Raster.ts';
import type { Encoding } from '../records.ts';
import { namedEncodings } from './encodings.ts';

const quantities: Readonly<Record<string, Quantity>> = {
  disparity: 'disparity:px',
  depth: 'depth:m',
  'inverse-depth': 'inverse-depth:1/m',
  'relative-inverse-depth': 'inverse-depth:relative',
  'relative-depth': 'depth:relative',
};
const keys = ['quantity', 'scale', 'offset', 'invalid', 'ray-fov'];

/**
 * The encoding that a user named (`kitti-disparity`) or spelled out:
 * `quantity=disparity,scale=1/256,offset=0,invalid=0`. Numbers may be fractions; several invalid values are joined
 * with `|`; `ray-fov` (degrees) says that the values are distances along the ray.
 *
 * @throws InvalidOption naming what was not understood and what is legal.
 */
export function parseEncoding(text: string): Encoding {
  const known = namedEncodings.get(text.trim());
  if (known) return known;
  if (!text.includes('=')) {
    throw refused(text, `no encoding is named ${text}; there are ${[...namedEncodings.keys()].join(', ')}`);
  }
  const given = new Map(text.split(',').map((part) => keyAndValue(part, text)));
  const quantity = quantities[given.get('quantity') ?? ''];
  if (quantity === undefined) {
    throw refused(text, `quantity must be one of ${Object.keys(quantities).join(', ')} in ${text}`);
  }
  const scale = parseNumber(given.get('scale') ?? '1', text);
  if (scale === 0) throw refused(text, `scale must not be 0 in ${text}`);
  const markers = given.get('invalid') ?? '';
  const rayFov = given.get('ray-fov');
  return {
    name: 'custom',
    quantity,
    scale,
    offset: parseNumber(given.get('offset') ?? '0', text),
    invalid: markers === '' ? [] : markers.split('|').flatMap((marker) => parseMarker(marker, text)),
    ...(rayFov !== undefined && { rayFovDeg: parseFieldOfView(rayFov, text) }),
  };
}

/** The text that parseEncoding reads back to an equal encoding: its name, or everything spelled out. */
export function formatEncoding(encoding: Encoding): string {
  if (namedEncodings.has(encoding.name)) return encoding.name;
  const quantity = Object.keys(quantities).find((key) => quantities[key] === encoding.quantity);
  const parts = [`quantity=${quantity ?? encoding.quantity}`, `scale=${formatNumber(encoding.scale)}`];
  if (encoding.offset !== 0) parts.push(`offset=${formatNumber(encoding.offset)}`);
  if (encoding.invalid.length > 0) parts.push(`invalid=${encoding.invalid.join('|')}`);
  if (encoding.rayFovDeg !== undefined) parts.push(`ray-fov=${encoding.rayFovDeg}`);
  return parts.join(',');
}

function keyAndValue(part: string, text: string): [string, string] {
  const [key = '', ...rest] = part.split('=');
  if (!keys.includes(key.trim()) || rest.length !== 1) {
    throw refused(text, `${part.trim()} is not KEY=VALUE with one of the keys ${keys.join(', ')}`);
  }
  return [key.trim(), rest[0]!.trim()];
}

function parseNumber(written: string, text: string): number {
  const [numerator = '', denominator = '1', ...more] = written.split('/');
  const value = toNumber(numerator) / toNumber(denominator);
  if (more.length > 0 || !Number.isFinite(value)) throw refused(text, `${written} is no number in ${text}`);
  return value;
}

/** NaN and infinities may be written, and are invalid anyway. */
function parseMarker(written: string, text: string): readonly number[] {
  return /^([+-]?inf(inity)?|nan)$/i.test(written.trim()) ? [] : [parseNumber(written, text)];
}

function parseFieldOfView(written: string, text: string): number {
  const degrees = parseNumber(written, text);
  if (degrees <= 0 || degrees >= 180) {
    throw refused(text, `ray-fov must lie between 0 and 180 degrees, not ${written}`);
  }
  return degrees;
}

function toNumber(written: string): number {
  return written.trim() === '' ? NaN : Number(written);
}

function formatNumber(value: number): string {
  const inverse = Math.round(1 / value);
  return Math.abs(value) < 1 && 1 / inverse === value ? `1/${inverse}` : String(value);
}

function refused(given: string, message: string): StudioError {
  return new StudioError('InvalidOption', message, { option: 'encoding', found: given });
}
