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
 * Size and windows of a single-part EXR. Width and height are the data window's: the pixels that are stored.
 * @throws BadFile for a damaged header; Unsupported for several parts, deep data
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
  const windows = readWindows(view, bad);
  const [xMin, yMin, xMax, yMax] = windows.dataWindow.box;
  const [width, height] = [xMax - xMin + 1, yMax - yMin + 1];
  if (width <= 0 || height <= 0) throw bad(`a data window of ${width}×${height} pixels`);
  requirePixelLimit(width, height, file);
  return { width, height, ...windows };
}

/** Attributes are name, type (both ending in 0), size and value; an empty name ends them. */
function readWindows(
  view: DataView,
  bad: (found: string) => StudioError,
): Pick<ExrHeader, 'dataWindow' | 'displayWindow'> {
  const windows = new Map<string, Window>();
  let at = 8;
  const word = () => {
    const start = at;
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1;
    if (at >= view.byteLength || at - start > 255) throw bad('an attribute that does not end');
    const text = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + start, at - start));
    at += 1;
    return text;
  };
  for (let name = word(); name !== ''; name = word()) {
    const type = word();
    if (at + 4 > view.byteLength) throw bad('it ends within an attribute');
    const size = view.getInt32(at, true);
    at += 4;
    if (size < 0 || at + size > view.byteLength) throw bad(`the attribute ${name} has ${size} bytes`);
    if (type === 'box2i' && size === 16) windows.set(name, { at, box: boxAt(view, at) });
    at += size;
  }
  const dataWindow = windows.get('dataWindow');
  const displayWindow = windows.get('displayWindow');
  if (!dataWindow || !displayWindow) throw bad('dataWindow or displayWindow is missing');
  return { dataWindow, displayWindow };
}

function boxAt(view: DataView, at: number): Window['box'] {
  const side = (i: number) => view.getInt32(at + 4 * i, true);
  return [side(0), side(1), side(2), side(3)];
}
