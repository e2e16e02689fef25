import { decodeExr as decode, encodeExr as encode, init } from 'exrs';
import type { ExrDecodeLayer } from 'exrs';
import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { readExrHeader, type ExrHeader, type ExrPart } from './exrHeader.ts';
import { isSubsampled, meantChannel, type MeantChannel } from './exrMeant.ts';
import { plainExr } from './exrPlain.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

/** Deflate's 1032, and room for the zero blocks of PIZ; half floats have two bytes. */
const mostPixelsPerByte = 2048;

/**
 * One channel of an OpenEXR file (half, float; every compression but DWA and B44), as float32. In a file of several parts
 * it is called PART.CHANNEL.
 *
 * @param key  the channel's name; null = the only one, `Z` where there is one, or R where R, G and B are equal (depth
 *         written as a grey picture)
 * @throws InvalidOption where a key is needed; NotFound for another; Unsupported for deep data and subsampled channels;
 *         BadFile for damaged files
 */
export async function decodeExr(bytes: Uint8Array, file: string, key: string | null): Promise<RawMap> {
  const header = readExrHeader(bytes, file);
  const grey = key === null ? greyChannels(header) : null;
  const meant = grey ?? meantChannel(header, file, key);
  const { width, height, channels } = meant.part;
  if (width * height > mostPixelsPerByte * bytes.length) {
    const found = `${width}×${height} pixels in ${bytes.length} bytes`;
    throw new StudioError('BadFile', `${file}: wrong EXR header: ${found}`, { file, found });
  }
  requireUnpackLimit(4 * width * height * channels.length, bytes.length, file);
  const plain = plainExr(bytes, file, header, meant);
  const layer = await decodeLayer(withEqualWindows(plain, file), file);
  const values = (channel: string) => channelValues(layer, channel, width * height, file);
  if (!grey) return { width, height, values: values(meant.channel.name) };
  const red = values('R');
  if (isSame(red, values('G')) && isSame(red, values('B'))) return { width, height, values: red };
  return { width, height, values: values(meantChannel(header, file, key).channel.name) };
}

/** Of a file that may be depth written as a grey picture: its red channel. */
function greyChannels({ parts }: ExrHeader): MeantChannel | null {
  const [part] = parts;
  const names = part!.channels.map(({ name }) => name);
  const isColour = ['R', 'G', 'B'].every((name) => names.includes(name));
  if (parts.length > 1 || !isColour || part!.kind === 'deep data') return null;
  if (part!.channels.some((channel) => !'RGBA'.includes(channel.name) || isSubsampled(channel))) return null;
  return { part: part!, index: 0, channel: part!.channels.find(({ name }) => name === 'R')! };
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
function withEqualWindows(bytes: Uint8Array, file: string): Uint8Array {
  const [{ dataWindow, displayWindow }] = readExrHeader(bytes, file).parts as [ExrPart];
  if (dataWindow.box.join() === displayWindow.box.join()) return bytes;
  const equal = bytes.slice();
  const view = new DataView(equal.buffer);
  dataWindow.box.forEach((side, i) => {
    view.setInt32(displayWindow.at + 4 * i, side, true);
  });
  return equal;
}

async function decodeLayer(bytes: Uint8Array, file: string): Promise<ExrDecodeLayer> {
  await init();
  return damagedUnless(file, () => decode(bytes).layers[0]!);
}

function channelValues(layer: ExrDecodeLayer, channel: string, count: number, file: string): Float32Array {
  const values = damagedUnless(file, () => layer.getInterleavedPixels([channel]));
  if (values?.length === count) return values;
  const message = `${file}: the EXR’s channel ${channel} must have ${count} values, found ${values?.length ?? 'none'}`;
  throw new StudioError('BadFile', message, { file, expected: count, found: values?.length ?? null });
}

function damagedUnless<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isUnread = detail.includes('not supported');
    const message = `${file}: the EXR ${isUnread ? 'is of a kind that is not read' : 'is damaged'}: ${detail}`;
    throw new StudioError(isUnread ? 'Unsupported' : 'BadFile', message, { file, found: detail }, error);
  }
}

/** Depth written as a grey picture: R, G and B hold the same numbers, NaN included. */
function isSame(some: Float32Array, others: Float32Array): boolean {
  return some.every((value, i) => Object.is(value, others[i]));
}
