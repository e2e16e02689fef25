import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { StudioError } from '#domain/errors.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

/** Samples as a picture file holds them, row-major, channels interleaved. */
export interface ImageSamples {
  readonly width: number;
  readonly height: number;
  /** 1 = grey, 3 = RGB. Alpha is dropped: the colour stored under it stays. */
  readonly channels: 1 | 3;
  readonly data: Uint8Array | Uint16Array;
}

/**
 * Decodes a PNG, JPEG or WebP without any change of values: no colour profile, no gamma, no compositing over a background.
 * Palettes become RGB; PNGs of less than 8 bits are stretched to 8. A JPEG is turned upright by its EXIF orientation; one
 * of printing inks (CMYK) becomes RGB without a profile, as OpenCV does it.
 *
 * @throws BadFile for damaged or truncated files, naming the file.
 */
export async function decodeSamples(bytes: Uint8Array, file: string): Promise<ImageSamples> {
  return translate(file, async () => {
    const image = open(bytes);
    const { depth, channels, hasAlpha, format, width, height, space: stored } = await image.metadata();
    requireUnpackLimit(width * height * channels * (depth === 'ushort' ? 2 : 1), bytes.length, file);
    if (stored === 'cmyk') return await decodeInks(image);
    const isWide = depth === 'ushort';
    const isGrey = channels - (hasAlpha ? 1 : 0) === 1;
    const space = isGrey ? (isWide ? 'grey16' : 'b-w') : isWide ? 'rgb16' : 'srgb';
    const upright = format === 'jpeg' ? image.autoOrient() : image;
    const { data, info } = await upright
      .removeAlpha()
      .toColourspace(space)
      .raw({ depth: isWide ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== (isGrey ? 1 : 3)) {
      throw new Error(`decoded to ${info.channels} channels, expected ${isGrey ? 1 : 3}`);
    }
    return {
      width: info.width,
      height: info.height,
      channels: info.channels,
      data: isWide ? new Uint16Array(copyOf(data)) : new Uint8Array(copyOf(data)),
    };
  });
}

/** With k = 255 − black: k − ((ink · k) >> 8), exact to OpenCV 4.6's imread. */
async function decodeInks(image: Sharp): Promise<ImageSamples> {
  const { data: inks, info } = await image
    .autoOrient()
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`decoded to ${info.channels} inks, expected 4`);
  const { width, height } = info;
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    const k = 255 - inks[from + 3]!;
    for (let c = 0; c < 3; c++) data[to + c] = k - ((inks[from + c]! * k) >> 8);
  }
  return { width, height, channels: 3, data };
}

/** Encodes samples as they are: 8-bit grey or RGB, or 16-bit grey, by channels and sample type. */
export async function encodePngSamples({ width, height, channels, data }: ImageSamples): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels } });
  const space = channels === 3 ? 'srgb' : data instanceof Uint16Array ? 'grey16' : 'b-w';
  return new Uint8Array(await image.toColourspace(space).png({ compressionLevel: 6 }).toBuffer());
}

/** A picture as JPEG, made smaller to at most `longestPx` on its longer side. */
export async function encodeSmallJpeg(
  { width, height, channels, data }: ImageSamples,
  longestPx: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: longestPx, height: longestPx, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();
  return new Uint8Array(jpeg);
}

/** A picture as WebP with sharp colour edges, quickly. */
export async function encodeSmallWebp({
  width,
  height,
  channels,
  data,
}: ImageSamples): Promise<Uint8Array<ArrayBuffer>> {
  const webp = await sharp(data, { raw: { width, height, channels } })
    .webp({ quality: 84, smartSubsample: true, effort: 1 })
    .toBuffer();
  return new Uint8Array(webp);
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', ignoreIcc: true });
}

function copyOf(data: Buffer): ArrayBuffer {
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
}

async function translate<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StudioError) throw error;
    const detail = error instanceof Error ? error.message.trim() : String(error);
    throw new StudioError('BadFile', `${file}: the picture is damaged: ${detail}`, { file }, error);
  }
}
