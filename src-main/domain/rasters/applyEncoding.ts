import { StudioError } from '../errors.ts';
import type { Encoding } from '../records.ts';
import { isPlain, writePlainValues } from './plainValues.ts';
import type { Raster } from './Raster.ts';
import type { RawMap } from './RawMap.ts';
import { sampleCodes, type SampleCodeInfo } from './sampleCodes.ts';
import { turnRaster } from './turnRaster.ts';

interface ApplyOptions {
  /** For messages. */
  readonly file?: string;
  /** Room for so many values, of any content; default: new. */
  readonly allocate?: ((length: number) => Float32Array) | undefined;
}

/**
 * The quantity that a stored map holds: number · scale + offset in float64, then rounded once to float32, where the
 * number is the stored sample or what the encoding's code makes of it.
 *
 * @param raw       values as stored.
 * @param encoding  scale, offset, code and invalid markers; NaN and ±Infinity are invalid in every encoding, and so are
 *                  numbers outside `least` … `most`. With `rayFovDeg` the values are distances along the ray and become
 *                  depth along the optical axis. `validWhere` is not looked at: whoever reads files does that.
 * @returns a raster of the encoding's quantity, NaN where the stored value is invalid, 1/step of the map's size, turned as
 *          the encoding says.
 * @throws Unsupported where a colour picture has no code for its channels, or a code for colours meets single numbers.
 * Source: domain.md §1.3, §1.6; Z = r·f / √((u−cx)² + (v−cy)² + f²) with a centred principal point.
 */
export function applyEncoding(raw: RawMap, encoding: Encoding, options: ApplyOptions = {}): Raster {
  const stored = asStored(raw, encoding, options);
  return encoding.turn === undefined ? stored : turnRaster(stored, encoding.turn);
}

function asStored(
  raw: RawMap,
  encoding: Encoding,
  { file = 'the map', allocate = (length) => new Float32Array(length) }: ApplyOptions,
): Raster {
  const { scale, offset, quantity } = encoding;
  const step = encoding.step ?? 1;
  const width = Math.ceil(raw.width / step);
  const height = Math.ceil(raw.height / step);
  const values = allocate(width * height);
  if (isPlain(raw, encoding)) {
    writePlainValues(raw.values, encoding, values);
    return { quantity, width, height, values };
  }
  const number = validNumber(encoding, requireCode(raw, encoding, file));
  const depthPerDistance = axialShare(width, height, encoding.rayFovDeg);
  for (let y = 0, i = 0; y < height; y++) {
    const row = y * step * raw.width;
    for (let x = 0; x < width; x++, i++) {
      values[i] = (number(raw.values[row + x * step]!) * scale + offset) * depthPerDistance(i);
    }
  }
  return { quantity, width, height, values };
}

/** The number that a stored sample stands for; NaN where it means "no value". */
function validNumber(encoding: Encoding, code: SampleCodeInfo | null): (sample: number) => number {
  const { least = -Infinity, most = Infinity, isAbsolute } = encoding;
  const invalid = new Set(encoding.invalid);
  const valid = (value: number): number =>
    Number.isFinite(value) && !invalid.has(value) && value >= least && value <= most ? value : NaN;
  const signed = isAbsolute ? (value: number): number => Math.abs(valid(value)) : valid;
  return code ? (sample) => signed(code.decode(sample)) : signed;
}

function requireCode({ isRgb }: RawMap, { name, code }: Encoding, file: string): SampleCodeInfo | null {
  const info = code === undefined ? null : sampleCodes[code];
  if ((info?.ofRgb ?? false) === (isRgb ?? false)) return info;
  const [expected, found] = isRgb
    ? ['1 channel', '3 channels']
    : ['the 3 channels of an 8-bit RGB picture', '1 channel'];
  throw new StudioError(
    'Unsupported',
    isRgb
      ? `${file}: a map has one number per pixel; this file holds RGB colour, of which ${name} makes no number`
      : `${file}: ${name} reads the colours of an 8-bit RGB picture; this file has one number per pixel`,
    { file, expected, found },
  );
}

/** Depth along the axis ÷ distance along the ray, by pixel index; 1 where the values are no ray distances. */
function axialShare(width: number, height: number, fovDeg: number | undefined): (index: number) => number {
  if (fovDeg === undefined) return () => 1;
  const focalPx = (0.5 * width) / Math.tan((0.5 * fovDeg * Math.PI) / 180);
  return (index) => {
    const u = (index % width) - (width - 1) / 2;
    const v = Math.floor(index / width) - (height - 1) / 2;
    return focalPx / Math.sqrt(u * u + v * v + focalPx * focalPx);
  };
}
