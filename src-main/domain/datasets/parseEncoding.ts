import { StudioError } from '../errors.ts';
import type { Quantity } from '../rasters/Raster.ts';
import { sampleCodes, type SampleCode } from '../rasters/sampleCodes.ts';
import { turns, type Turn } from '../rasters/turnRaster.ts';
import type { Encoding } from '../records.ts';
import { namedEncodings } from './encodings.ts';

const quantities: Readonly<Record<string, Quantity>> = {
  disparity: 'disparity:px',
  depth: 'depth:m',
  'inverse-depth': 'inverse-depth:1/m',
  'relative-inverse-depth': 'inverse-depth:relative',
  'relative-depth': 'depth:relative',
};
const keys = [
  'quantity',
  'scale',
  'offset',
  'invalid',
  'ray-fov',
  'code',
  'least',
  'most',
  'absolute',
  'step',
  'valid-where',
  'turn',
];

/**
 * The encoding that a user named (`kitti-disparity`) or spelled out:
 * `quantity=disparity,scale=1/256,offset=0,invalid=0`. Numbers may be fractions; several invalid values are joined
 * with `|`; `ray-fov` (degrees) says that the values are distances along the ray; `code` (sampleCodes.ts) how a sample
 * becomes a number; `least` and `most` bound the valid numbers; `absolute=yes` drops signs; `step=2` takes every second
 * row and column; `valid-where=FROM>TO` names the mask beside the map; `turn=right|left|half|transposed` turns it.
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
  const number = (key: string) => {
    const written = given.get(key);
    return written === undefined ? undefined : parseNumber(written, text);
  };
  const [least, most, step] = [number('least'), number('most'), number('step')];
  if (step !== undefined && !(Number.isInteger(step) && step >= 1 && step <= 16)) {
    throw refused(text, `step must be a whole number from 1 to 16 in ${text}`);
  }
  const code = parseCode(given.get('code'), text);
  const validWhere = given
    .get('valid-where')
    ?.split('|')
    .map((rule) => parseMaskRule(rule, text));
  return {
    name: 'custom',
    quantity,
    scale,
    offset: parseNumber(given.get('offset') ?? '0', text),
    invalid: markers === '' ? [] : markers.split('|').flatMap((marker) => parseMarker(marker, text)),
    ...(rayFov !== undefined && { rayFovDeg: parseFieldOfView(rayFov, text) }),
    ...(code !== undefined && { code }),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    ...(parseYes(given.get('absolute'), text) && { isAbsolute: true }),
    ...(step !== undefined && step !== 1 && { step }),
    ...(validWhere && { validWhere }),
    ...parseTurn(given.get('turn'), text),
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
  if (encoding.code !== undefined) parts.push(`code=${encoding.code}`);
  if (encoding.least !== undefined) parts.push(`least=${formatNumber(encoding.least)}`);
  if (encoding.most !== undefined) parts.push(`most=${formatNumber(encoding.most)}`);
  if (encoding.isAbsolute) parts.push('absolute=yes');
  if (encoding.step !== undefined) parts.push(`step=${encoding.step}`);
  if (encoding.validWhere)
    parts.push(`valid-where=${encoding.validWhere.map(({ from, to }) => `${from}>${to}`).join('|')}`);
  if (encoding.turn !== undefined) parts.push(`turn=${encoding.turn}`);
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

function parseCode(written: string | undefined, text: string): SampleCode | undefined {
  if (written === undefined || written in sampleCodes) return written as SampleCode | undefined;
  throw refused(text, `code must be one of ${Object.keys(sampleCodes).join(', ')}, not ${written}`);
}

function parseYes(written: string | undefined, text: string): boolean {
  if (written === undefined || written === 'no') return false;
  if (written === 'yes') return true;
  throw refused(text, `absolute must be yes or no in ${text}`);
}

function parseTurn(written: string | undefined, text: string): { readonly turn?: Turn } {
  if (written === undefined || written === 'none') return {};
  const turn = turns.find((each) => each === written);
  if (turn !== undefined) return { turn };
  throw refused(text, `turn must be one of none, ${turns.join(', ')}, not ${written}`);
}

function parseMaskRule(written: string, text: string): { readonly from: string; readonly to: string } {
  const [from = '', to = '', ...more] = written.split('>');
  if (from !== '' && to !== '' && more.length === 0) return { from, to };
  throw refused(
    text,
    `valid-where must be FROM>TO, what to replace in a map's path and by what, not ${written}`,
  );
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
