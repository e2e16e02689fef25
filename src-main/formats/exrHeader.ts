import { StudioError } from '#domain/errors.ts';
import { requirePixelLimit } from './imageLimit.ts';

/** Pixel bounds, both ends included; where they stand in the file. */
interface Window {
  readonly at: number;
  readonly box: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
}

export interface ExrChannel {
  readonly name: string;
  /** Where its entry stands in the file, and how long it is. */
  readonly at: number;
  readonly length: number;
  /** 4 (float, unsigned integer) or 2 (half). */
  readonly bytesPerSample: number;
  /** Every so manyth pixel of every so manyth row has a value. */
  readonly sampling: readonly [x: number, y: number];
}

/** One picture of a file: most files have no other. */
export interface ExrPart {
  /** '' where it has none: the only part of a file need not have one. */
  readonly name: string;
  readonly kind: 'scan lines' | 'tiles' | 'deep data';
  /** Of the data window: the pixels that are stored. */
  readonly width: number;
  readonly height: number;
  /** In the file's order, which is alphabetical. */
  readonly channels: readonly ExrChannel[];
  readonly dataWindow: Window;
  readonly displayWindow: Window;
  /** As the file has it: 0 none, 1 RLE, 2 ZIPS, 3 ZIP, 4 PIZ, 5 PXR24, … */
  readonly compression: number;
  /** Blocks of pixels, as a file of several parts says; null = it does not say. */
  readonly blocks: number | null;
  /** Its attributes in the file, without the zero that ends them; the part `channels` of them, value only. */
  readonly attributes: readonly [from: number, to: number];
  readonly channelList: readonly [from: number, to: number];
  readonly compressionAt: number;
}

export interface ExrHeader {
  readonly parts: readonly ExrPart[];
  readonly hasSeveralParts: boolean;
  /** Where the offsets of the blocks begin. */
  readonly end: number;
}

/** Flags of the version field. */
const tiled = 0x200;
const deep = 0x800;
const multipart = 0x1000;
const mostParts = 1000;

/** True where the bytes begin as an OpenEXR file does. */
export function isExr(bytes: Uint8Array): boolean {
  return bytes[0] === 0x76 && bytes[1] === 0x2f && bytes[2] === 0x31 && bytes[3] === 0x01;
}

/**
 * What the header of an EXR says of its parts.
 * @throws BadFile for a damaged header; Unsupported for more pixels than are read
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
  const hasSeveralParts = (flags & multipart) !== 0;
  const usual = (flags & deep) !== 0 ? 'deep data' : (flags & tiled) !== 0 ? 'tiles' : 'scan lines';
  const parts: ExrPart[] = [];
  let at = 8;
  do {
    const part = readPart(view, at, usual, bad);
    requirePixelLimit(part.width, part.height, file);
    parts.push(part);
    if (parts.length > mostParts) throw bad(`more than ${mostParts} parts`);
    at = part.attributes[1] + 1;
    if (hasSeveralParts && at >= bytes.length) throw bad('it ends within its parts');
  } while (hasSeveralParts && bytes[at] !== 0);
  return { parts, hasSeveralParts, end: hasSeveralParts ? at + 1 : at };
}

/** Attributes are name, type (both ending in 0), size and value; an empty name ends them. */
function readPart(
  view: DataView,
  from: number,
  usual: ExrPart['kind'],
  bad: (found: string) => StudioError,
): ExrPart {
  const values = new Map<string, { readonly at: number; readonly size: number }>();
  let at = from;
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
    values.set(`${name} ${type}`, { at, size });
    at += size;
  }
  const need = (attribute: string, size: number | null) => {
    const value = values.get(attribute);
    if (value && (size === null || value.size === size)) return value;
    throw bad(`${attribute.split(' ')[0]!} is missing`);
  };
  const window = (name: string): Window => {
    const value = need(`${name} box2i`, 16);
    return { at: value.at, box: boxAt(view, value.at) };
  };
  const text = (attribute: string) => {
    const value = values.get(attribute);
    return value ? textAt(view, value.at, value.at + value.size) : '';
  };
  const [dataWindow, displayWindow] = [window('dataWindow'), window('displayWindow')];
  const [xMin, yMin, xMax, yMax] = dataWindow.box;
  const [width, height] = [xMax - xMin + 1, yMax - yMin + 1];
  if (width <= 0 || height <= 0) throw bad(`a data window of ${width}×${height} pixels`);
  const list = need('channels chlist', null);
  const channels = readChannels(view, list.at, list.at + list.size, bad);
  if (channels.length === 0) throw bad('it names no channel');
  const compression = need('compression compression', 1);
  const count = values.get('chunkCount int');
  return {
    name: text('name string'),
    kind: kindOf(text('type string')) ?? usual,
    ...{ width, height, channels, dataWindow, displayWindow },
    compression: view.getUint8(compression.at),
    blocks: count?.size === 4 ? view.getInt32(count.at, true) : null,
    attributes: [from, at - 1],
    channelList: [list.at, list.at + list.size],
    compressionAt: compression.at,
  };
}

function kindOf(type: string): ExrPart['kind'] | null {
  if (type === 'scanlineimage') return 'scan lines';
  if (type === 'tiledimage') return 'tiles';
  return type.startsWith('deep') ? 'deep data' : null;
}

/** Each is a name, which ends in 0, its type, a flag with padding, and its sampling in x and y; an empty name ends them. */
function readChannels(
  view: DataView,
  from: number,
  to: number,
  bad: (found: string) => StudioError,
): readonly ExrChannel[] {
  const channels: ExrChannel[] = [];
  for (let at = from; ;) {
    const name = wordAt(view, at, to);
    if (name === '') return channels;
    if (name === null || at + name.length + 17 > to) throw bad('channels that do not end');
    const length = name.length + 17;
    const number = (i: number) => view.getInt32(at + name.length + 1 + 4 * i, true);
    const sampling = [number(2), number(3)] as const;
    if (sampling.some((step) => step < 1))
      throw bad(`channel ${name} has a value every ${sampling.join('×')} pixels`);
    channels.push({ name, at, length, bytesPerSample: number(0) === 1 ? 2 : 4, sampling });
    at += length;
  }
}

/** The text up to the next 0, at most 255 bytes; null where there is none before `end`. */
function wordAt(view: DataView, at: number, end: number): string | null {
  let stop = at;
  while (stop < end && view.getUint8(stop) !== 0) stop += 1;
  return stop >= end || stop - at > 255 ? null : textAt(view, at, stop);
}

function textAt(view: DataView, from: number, to: number): string {
  return String.fromCharCode(
    ...new Uint8Array(view.buffer, view.byteOffset + from, Math.min(to - from, 255)),
  );
}

function boxAt(view: DataView, at: number): Window['box'] {
  const side = (i: number) => view.getInt32(at + 4 * i, true);
  return [side(0), side(1), side(2), side(3)];
}
