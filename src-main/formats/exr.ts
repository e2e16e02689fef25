import { decodeExr as decode, encodeExr as encode, init } from 'exrs';
import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { chooseEntry } from './chooseEntry.ts';
import { readExrHeader } from './exrHeader.ts';

/** Deflate's 1032, and room for the zero blocks of PIZ; half floats have two bytes. */
const mostPixelsPerByte = 2048;

/**
 * One channel of an OpenEXR file (half, float; every compression but DWA and B44), as float32.
 *
 * @param key  the channel's name; null = the only one, or R where R, G and B are equal (depth written as a grey picture)
 * @throws InvalidOption where a key is needed; NotFound for another; Unsupported for several parts and subsampled
 *         channels; BadFile for damaged files
 */
export async function decodeExr(bytes: Uint8Array, file: string, key: string | null): Promise<RawMap> {
  const header = readExrHeader(bytes, file);
  if (header.width * header.height > mostPixelsPerByte * bytes.length) {
    const found = `${header.width}×${header.height} pixels in ${bytes.length} bytes`;
    throw new StudioError('BadFile', `${file}: wrong EXR header: ${found}`, { file, found });
  }
  const { channels, pixels } = await decodeAll(withEqualWindows(bytes, header), file);
  const { width, height } = header;
  if (pixels.length !== width * height * channels.length) {
    const expected = width * height * channels.length;
    throw new StudioError(
      'BadFile',
      `${file}: ${width}×${height} pixels of ${channels.join(', ')} are ${expected} values, found ${pixels.length}`,
      { file, expected, found: pixels.length },
    );
  }
  const wanted = key === null && isGreyRgb(channels, pixels) ? 'R' : key;
  const channel = channels.indexOf(chooseEntry(channels, wanted, file, 'channel'));
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => pixels[i * channels.length + channel]!,
  );
  return { width, height, values };
}

/** A float32 EXR of one channel `Z`, ZIP-compressed; NaN stays NaN. */
export async function encodeExr(map: {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}): Promise<Uint8Array> {
  await init();
  const layer = {
    channelNames: ['Z'],
    interleavedPixels: map.values,
    precision: 'f32',
    compression: 'zip16',
  } as const;
  return encode({ width: map.width, height: map.height, layers: [layer] });
}

/** The decoder fills the display window; what is stored is the data window. Made equal, it gives just that. */
function withEqualWindows(bytes: Uint8Array, header: ReturnType<typeof readExrHeader>): Uint8Array {
  const { dataWindow, displayWindow } = header;
  const equal = bytes.slice();
  const view = new DataView(equal.buffer);
  dataWindow.box.forEach((side, i) => {
    view.setInt32(displayWindow.at + 4 * i, side, true);
  });
  return equal;
}

async function decodeAll(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly channels: readonly string[]; readonly pixels: Float32Array }> {
  await init();
  try {
    const [layer] = decode(bytes).layers;
    return { channels: layer!.channelNamesAlphabetical, pixels: layer!.getAllInterleavedPixels() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isUnread = detail.includes('not supported');
    const message = `${file}: the EXR ${isUnread ? 'is of a kind that is not read' : 'is damaged'}: ${detail}`;
    throw new StudioError(isUnread ? 'Unsupported' : 'BadFile', message, { file, found: detail }, error);
  }
}

/** Depth written as a grey picture: R, G and B hold the same numbers. */
function isGreyRgb(channels: readonly string[], pixels: Float32Array): boolean {
  const [r, g, b] = ['R', 'G', 'B'].map((name) => channels.indexOf(name)) as [number, number, number];
  if (Math.min(r, g, b) < 0 || channels.some((name) => !'RGBA'.includes(name))) return false;
  for (let i = 0; i < pixels.length; i += channels.length) {
    if (!Object.is(pixels[i + r], pixels[i + g]) || !Object.is(pixels[i + r], pixels[i + b])) return false;
  }
  return true;
}
