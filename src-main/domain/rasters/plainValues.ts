import type { Encoding } from '../records.ts';
import type { RawMap } from './RawMap.ts';

/** True where every stored number stands for itself, but for scale, offset and at most two markers. */
export function isPlain({ isRgb }: RawMap, encoding: Encoding): boolean {
  const { code, step, rayFovDeg, least, most, isAbsolute, invalid } = encoding;
  const special = [code, step, rayFovDeg, least, most, isAbsolute];
  return isRgb !== true && invalid.length <= 2 && special.every((setting) => setting === undefined);
}

const everyWord = Float32Array.from({ length: 2 ** 16 }, (_, k) => k);

/**
 * What applyEncoding makes of such numbers, without a call per pixel, which takes several times as long. Of 16-bit numbers
 * there are fewer than pixels: a table has what each becomes.
 *
 * @param stored  of a map that is plain under this encoding.
 */
export function plainValues(stored: RawMap['values'], encoding: Encoding): Float32Array {
  const isLarge = stored.length > 2 ** 16;
  if (!(stored instanceof Uint16Array) || !isLarge) return valuesOf(stored, encoding);
  const table = valuesOf(everyWord, encoding);
  const values = new Float32Array(stored.length);
  for (let i = 0; i < values.length; i += 1) values[i] = table[stored[i]!]!;
  return values;
}

function valuesOf(stored: RawMap['values'], { scale, offset, invalid }: Encoding): Float32Array {
  const [first = NaN, second = NaN] = invalid;
  const values = new Float32Array(stored.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = stored[i]!;
    const isValid = value - value === 0 && value !== first && value !== second;
    values[i] = isValid ? value * scale + offset : NaN;
  }
  return values;
}
