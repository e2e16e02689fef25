import { StudioError } from '#domain/errors.ts';
import { requirePixelLimit } from './imageLimit.ts';

/** Pixel bounds, both ends included; where they stand in the file. */
interface Window {
  readonly at: number;
  readonly box: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
}

export interface ExrHeader {
  readonly width: number;
  readonly height: number;
  /** In the file's order, which is alphabetical. */
  readonly channels: readonly string[];
  readonly dataWindow: Window;
  readonly displayWindow: Window;
}

const multipart = 0x1000;
const deep = 0x800;

/** True where the bytes begin as an OpenEXR file does. */
export function isExr(bytes: Uint8Array): boolean {
  return bytes[0] === 0x76 && bytes[1] === 0x2f && bytes[2] === 0x31 && bytes[3] === 0x01;
}

/**
 * Size, channels and windows of a single-part EXR. Width and height are the data window's: the pixels that are stored.
 * @throws BadFile for a damaged header; Unsupported for several parts, deep data and subsampled channels
 * Source: OpenEXR file layout.
 */
export function readExrHeader(bytes: Uint8Array, file: string): ExrHeader {
  const bad = (found: string) =>
    new StudioError('BadFile', `${file}: wrong EXR header: ${found}`, {
      file,
      expected: 'an EXR header',
      found,
    });
  if (!isExr(bytes) || bytes.length < 9) throw bad('the magic bytes are missing');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint32(4, true);
  if ((flags & (multipart | deep)) !== 0) {
    const found = (flags & deep) !== 0 ? 'deep data' : 'several parts';
    throw new StudioError('Unsupported', `${file}: an EXR with ${found}; flat files of one part are read`, {
      file,
      expected: 'one flat part',
      found,
    });
  }
  const { channels, ...windows } = readAttributes(view, file, bad);
  const [xMin, yMin, xMax, yMax] = windows.dataWindow.box;
  const [width, height] = [xMax - xMin + 1, yMax - yMin + 1];
  if (width <= 0 || height <= 0) throw bad(`a data window of ${width}×${height} pixels`);
  requirePixelLimit(width, height, file);
  return { width, height, channels: channels.map(({ name }) => name), ...windows };
}

/** Attributes are name, type (both ending in 0), size and value; an empty name ends them. */
function readAttributes(
  view: DataView,
  file: string,
  bad: (found: string) => StudioError,
): Pick<ExrHeader, 'dataWindow' | 'displayWindow'> & { readonly channels: readonly Channel[] } {
  const windows = new Map<string, Window>();
  let channels: readonly Channel[] = [];
  let at = 8;
  const word = () => {
    const text = wordAt(view, at, view.byteLength);
    if (text === null) throw bad('an attribute that does not end');
    at += text.length + 1;
    return text;
  };
  for (let name = word(); name !== ''; name = word()) {
    const type = word();
    if (at + 4 > view.byteLength) throw bad('it ends within an attribute');
    const size = view.getInt32(at, true);
    at += 4;
    if (size < 0 || at + size > view.byteLength) throw bad(`the attribute ${name} has ${size} bytes`);
    if (name === 'channels' && type === 'chlist') channels = readChannels(view, at, at + size, bad);
    if (type === 'box2i' && size === 16) windows.set(name, { at, box: boxAt(view, at) });
    at += size;
  }
  const dataWindow = windows.get('dataWindow');
  const displayWindow = windows.get('displayWindow');
  if (!dataWindow || !displayWindow) throw bad('dataWindow or displayWindow is missing');
  if (channels.length === 0) throw bad('it names no channel');
  const subsampled = channels.find(({ isSubsampled }) => isSubsampled);
  if (!subsampled) return { dataWindow, displayWindow, channels };
  throw new StudioError(
    'Unsupported',
    `${file}: the EXR’s channel ${subsampled.name} is subsampled, which is not read`,
    {
      file,
      expected: 'channels with a value for every pixel',
      found: subsampled.name,
    },
  );
}

interface Channel {
  readonly name: string;
  readonly isSubsampled: boolean;
}

/** Each is a name, which ends in 0, its type, a flag with padding, and its sampling in x and y; an empty name ends them. */
function readChannels(
  view: DataView,
  from: number,
  to: number,
  bad: (found: string) => StudioError,
): readonly Channel[] {
  const channels: Channel[] = [];
  for (let at = from; ; at += 16) {
    const name = wordAt(view, at, to);
    if (name === '') return channels;
    if (name === null || at + name.length + 17 > to) throw bad('channels that do not end');
    at += name.length + 1;
    const isSubsampled = view.getInt32(at + 8, true) !== 1 || view.getInt32(at + 12, true) !== 1;
    channels.push({ name, isSubsampled });
  }
}

/** The text up to the next 0, at most 255 bytes; null where there is none before `end`. */
function wordAt(view: DataView, at: number, end: number): string | null {
  let stop = at;
  while (stop < end && view.getUint8(stop) !== 0) stop += 1;
  if (stop >= end || stop - at > 255) return null;
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, stop - at));
}

function boxAt(view: DataView, at: number): Window['box'] {
  const side = (i: number) => view.getInt32(at + 4 * i, true);
  return [side(0), side(1), side(2), side(3)];
}
