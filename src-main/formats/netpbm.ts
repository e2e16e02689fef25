import { StudioError } from '#domain/errors.ts';
import { readHeaderTokens } from './headerTokens.ts';

export interface NetpbmImage {
  readonly width: number;
  readonly height: number;
  /** 1 for P2 and P5, 3 for P3 and P6. */
  readonly channels: 1 | 3;
  /** The largest legal sample, 1…65535. */
  readonly maxValue: number;
  /** As stored; uint16 where maxValue exceeds 255. */
  readonly values: Uint8Array | Uint16Array;
}

export interface NetpbmHeader extends Omit<NetpbmImage, 'values'> {
  readonly isText: boolean;
  /** Where the samples begin. */
  readonly bodyAt: number;
}

/** True for P2, P3, P5 and P6. */
export function isNetpbm(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && [0x32, 0x33, 0x35, 0x36].includes(bytes[1] ?? 0);
}

/** The four header fields; comments are skipped. @throws BadFile */
export function readNetpbmHeader(bytes: Uint8Array, file: string): NetpbmHeader {
  const { tokens, end } = readHeaderTokens(bytes, 4);
  const [magic = '', ...numbers] = tokens;
  const [width = NaN, height = NaN, maxValue = NaN] = numbers.map(Number);
  const isLegal = [width, height, maxValue].every((n) => Number.isInteger(n) && n > 0) && maxValue <= 65535;
  if (!isNetpbm(bytes) || !isLegal) {
    throw new StudioError('BadFile', `${file}: wrong PGM/PPM header "${tokens.join(' ')}"`, {
      file,
      expected: 'P2, P3, P5 or P6, then width, height and the largest value (1 to 65535)',
      found: tokens.join(' '),
    });
  }
  const isText = magic === 'P2' || magic === 'P3';
  const channels = magic === 'P3' || magic === 'P6' ? 3 : 1;
  return { width, height, channels, maxValue, isText, bodyAt: end + 1 };
}

/**
 * PGM and PPM, binary and text. Binary 16-bit samples are big-endian.
 * @throws BadFile for a wrong header or fewer samples than it promises.
 * Source: netpbm's pgm(5) and ppm(5).
 */
export function decodeNetpbm(bytes: Uint8Array, file: string): NetpbmImage {
  const { isText, bodyAt, ...header } = readNetpbmHeader(bytes, file);
  const count = header.width * header.height * header.channels;
  const body = bytes.subarray(bodyAt);
  const values = isText
    ? textSamples(body, count, header.maxValue, file)
    : binarySamples(body, count, header.maxValue, file);
  return { ...header, values };
}

function binarySamples(
  body: Uint8Array,
  count: number,
  maxValue: number,
  file: string,
): Uint8Array | Uint16Array {
  const needed = count * (maxValue > 255 ? 2 : 1);
  if (body.length < needed) throw cutOff(file, `${needed} bytes of samples`, `${body.length}`);
  if (maxValue <= 255) return body.slice(0, needed);
  const view = new DataView(body.buffer, body.byteOffset, needed);
  return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i));
}

function textSamples(
  body: Uint8Array,
  count: number,
  maxValue: number,
  file: string,
): Uint8Array | Uint16Array {
  const { tokens } = readHeaderTokens(body, count);
  const numbers = tokens.map(Number);
  if (numbers.length < count) throw cutOff(file, `${count} samples`, `${numbers.length}`);
  const wrong = numbers.find((n) => !(Number.isInteger(n) && n >= 0 && n <= maxValue));
  if (wrong !== undefined) throw cutOff(file, `samples from 0 to ${maxValue}`, `${wrong}`);
  return maxValue > 255 ? Uint16Array.from(numbers) : Uint8Array.from(numbers);
}

function cutOff(file: string, expected: string, found: string): StudioError {
  return new StudioError('BadFile', `${file}: expected ${expected}, found ${found}`, {
    file,
    expected,
    found,
  });
}
