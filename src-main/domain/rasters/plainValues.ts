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
 * @param values  as many, written.
 */
export function writePlainValues(stored: RawMap['values'], encoding: Encoding, values: Float32Array): void {
  if (stored instanceof Uint16Array && stored.length > everyWord.length) {
    const table = new Float32Array(everyWord.length);
    writeOfFloats(everyWord, encoding, table);
    for (let i = 0; i < values.length; i += 1) values[i] = table[stored[i]!]!;
  } else if (stored instanceof Float32Array) writeOfFloats(stored, encoding, values);
  else writeOfAny(stored, encoding, values);
}

/** Apart from the next one, because a loop that meets one type of array only takes half the time. */
function writeOfFloats(
  stored: Float32Array,
  { scale, offset, invalid }: Encoding,
  values: Float32Array,
): void {
  const [first = NaN, second = NaN] = invalid;
  for (let i = 0; i < values.length; i += 1) {
    const value = stored[i]!;
    const isValid = value - value === 0 && value !== first && value !== second;
    values[i] = isValid ? value * scale + offset : NaN;
  }
}

function writeOfAny(
  stored: RawMap['values'],
  { scale, offset, invalid }: Encoding,
  values: Float32Array,
): void {
  const [first = NaN, second = NaN] = invalid;
  for (let i = 0; i < values.length; i += 1) {
    const value = stored[i]!;
    const isValid = value - value === 0 && value !== first && value !== second;
    values[i] = isValid ? value * scale + offset : NaN;
  }
}
