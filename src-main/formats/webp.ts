import { StudioError } from '#domain/errors.ts';

interface WebpHeader {
  readonly width: number;
  readonly height: number;
}

const animationFlag = 0x02;

/** True where the bytes begin as a WebP does. */
export function isWebp(bytes: Uint8Array): boolean {
  return text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP';
}

/**
 * Width and height, from the first 30 bytes of the lossy, the lossless and the extended form.
 * @throws BadFile for a damaged header or a file that is cut off; Unsupported for animations
 * @param fileBytes  the file's length, to be compared with what its header says
 * Source: RFC 9649.
 */
export function readWebpHeader(bytes: Uint8Array, file: string, fileBytes: number): WebpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isWebp(bytes) || bytes.length < 30) throw bad(file, `${bytes.length} bytes`);
  const needed = 8 + view.getUint32(4, true);
  if (fileBytes < needed) throw bad(file, `${fileBytes} bytes where its header says ${needed}`);
  const form = text(bytes, 12);
  if (form === 'VP8X') {
    if ((view.getUint8(20) & animationFlag) !== 0) {
      throw new StudioError('Unsupported', `${file}: an animated WebP; pictures are read`, {
        file,
        expected: 'one picture',
        found: 'an animation',
      });
    }
    return {
      width: 1 + (view.getUint32(24, true) & 0xff_ffff),
      height: 1 + (view.getUint32(26, true) >>> 8),
    };
  }
  if (form === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (form !== 'VP8 ' || width === 0 || height === 0) throw bad(file, `${form}, ${width}×${height}`);
  return { width, height };
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function bad(file: string, found: string): StudioError {
  return new StudioError('BadFile', `${file}: the WebP is damaged: ${found}`, {
    file,
    expected: 'a whole WebP picture',
    found,
  });
}
