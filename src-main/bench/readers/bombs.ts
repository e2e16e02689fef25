import { crc32, deflateRawSync, constants } from 'node:zlib';
import { fixtureBytes } from '#testing/fixture.ts';

/** A small file that claims, or unpacks to, far more than it holds. */
interface Bomb {
  readonly name: string;
  /** Its extension is the format. */
  readonly file: string;
  readonly isPicture: boolean;
  /** A whole file of the format, to load what reads it. */
  readonly harmless: readonly [path: string, key: string | null];
  readonly make: () => Uint8Array;
}

const mebibyte = 1024 * 1024;
const side = 16_000;
const unpackedBytes = 2 * side * side;

export const bombs: readonly Bomb[] = [
  {
    name: 'PNG: 16000² samples of 16 bits in half a megabyte',
    file: 'bomb.png',
    isPicture: false,
    harmless: ['maps/grey16.png', null],
    make: () => png(side, side, zlibOfZeros(unpackedBytes + side)),
  },
  {
    name: 'PNG: a header of 60000²',
    file: 'bomb.png',
    isPicture: true,
    harmless: ['pictures/rgb8.png', null],
    make: () => png(60_000, 60_000, zlibOfZeros(mebibyte)),
  },
  {
    name: 'JPEG: a header of 16000²',
    file: 'bomb.jpg',
    isPicture: true,
    harmless: ['pictures/colour444.jpg', null],
    make: () => jpegClaiming(side),
  },
  {
    name: 'TIFF: 16000² samples of 16 bits in half a megabyte',
    file: 'bomb.tif',
    isPicture: false,
    harmless: ['maps/grey16.tif', null],
    make: () => tiff(side, side, 8, zlibOfZeros(unpackedBytes)),
  },
  {
    name: 'TIFF: 16² samples whose strip unpacks to 512 MB',
    file: 'bomb.tif',
    isPicture: false,
    harmless: ['maps/grey16.tif', null],
    make: () => tiff(16, 16, 8, zlibOfZeros(unpackedBytes)),
  },
  {
    name: 'EXR: 16000² pixels in half a megabyte',
    file: 'bomb.exr',
    isPicture: false,
    harmless: ['maps/grey_rgb.exr', null],
    make: () => exr(side, side, zlibOfZeros(unpackedBytes)),
  },
  {
    name: 'EXR: 16² pixels whose block unpacks to 512 MB',
    file: 'bomb.exr',
    isPicture: false,
    harmless: ['maps/grey_rgb.exr', null],
    make: () => exr(16, 16, zlibOfZeros(unpackedBytes)),
  },
  {
    name: 'EXR: 16² pixels beside a subsampled channel, whose block unpacks to 512 MB',
    file: 'bomb.exr',
    isPicture: false,
    harmless: ['exr/sampled_zip.exr', null],
    make: () => exr(16, 16, zlibOfZeros(unpackedBytes), true),
  },
  {
    name: 'NPY: a shape of 10¹¹ × 10¹¹',
    file: 'bomb.npy',
    isPicture: false,
    harmless: ['maps/f4_le.npy', null],
    make: () => npyHeader('(99999999999, 99999999999)'),
  },
  {
    name: 'NPZ: an array of 512 MB in half a megabyte',
    file: 'bomb.npz',
    isPicture: false,
    harmless: ['maps/stored.npz', null],
    make: () => zip('depth.npy', rawZeros(unpackedBytes), unpackedBytes),
  },
  {
    name: 'NPZ: an array said to have 256 bytes that unpacks to 512 MB',
    file: 'bomb.npz',
    isPicture: false,
    harmless: ['maps/stored.npz', null],
    make: () => zip('depth.npy', rawZeros(unpackedBytes), 256),
  },
  {
    name: 'HDF5: 30000² doubles in a chunk that is not there',
    file: 'bomb.h5',
    isPicture: false,
    harmless: ['maps/one.hdf5', null],
    make: () => fixtureBytes('bombs/shape.h5'),
  },
  {
    name: 'HDF5: a chunk of 64 bytes that unpacks to 60 MB',
    file: 'bomb.h5',
    isPicture: false,
    harmless: ['maps/one.hdf5', null],
    make: () => fixtureBytes('bombs/chunk.h5'),
  },
  {
    name: 'MATLAB: a variable of 512 MB in half a megabyte',
    file: 'bomb.mat',
    isPicture: false,
    harmless: ['maps/level5.mat', 'data.depth'],
    make: () => matlab(unpackedBytes),
  },
  {
    name: 'MATLAB: a variable said to have 256 bytes that unpacks to 512 MB',
    file: 'bomb.mat',
    isPicture: false,
    harmless: ['maps/level5.mat', 'data.depth'],
    make: () => matlab(256),
  },
];

/** Deflated zeros, made from one piece that is repeated. */
function rawZeros(count: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(mebibyte), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const rest = deflateRawSync(Buffer.alloc(count % mebibyte), { level: 9 });
  return Buffer.concat([...Array<Buffer>(Math.floor(count / mebibyte)).fill(piece), rest]);
}

/** As zlib wraps it, with the checksum of zeros after what comes `before` them. */
function zlibOfZeros(count: number, before: Buffer = Buffer.alloc(0)): Buffer {
  let [a, b] = [1, 0];
  for (const byte of before) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const end = Buffer.alloc(4);
  end.writeUInt32BE((((b + a * count) % 65_521) * 65_536 + a) >>> 0);
  const start = deflateRawSync(before, { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Buffer.from([0x78, 0x9c]), start, rawZeros(count), end]);
}

function png(width: number, height: number, pixels: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(16, 8);
  const chunk = (name: string, data: Buffer) => {
    const framed = Buffer.concat([Buffer.alloc(4), Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
    framed.writeUInt32BE(data.length, 0);
    framed.writeUInt32BE(crc32(framed.subarray(4, -4)), framed.length - 4);
    return framed;
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return plain(signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0)));
}

function jpegClaiming(claimed: number): Uint8Array {
  const bytes = fixtureBytes('pictures/colour444.jpg').slice();
  const frame = Buffer.from(bytes.buffer).indexOf(Buffer.from([0xff, 0xc0]));
  const view = new DataView(bytes.buffer);
  view.setUint16(frame + 5, claimed);
  view.setUint16(frame + 7, claimed);
  return bytes;
}

function tiff(width: number, height: number, compression: number, strip: Buffer): Uint8Array {
  const fields = [
    [256, width],
    [257, height],
    [258, 16],
    [259, compression],
    [273, 8],
    [278, height],
    [279, strip.length],
  ] as const;
  const directory = Buffer.alloc(2 + 12 * fields.length + 4);
  directory.writeUInt16LE(fields.length);
  fields.forEach(([tag, value], i) => {
    directory.writeUInt16LE(tag, 2 + 12 * i);
    directory.writeUInt16LE(4, 4 + 12 * i);
    directory.writeUInt32LE(1, 6 + 12 * i);
    directory.writeUInt32LE(value, 10 + 12 * i);
  });
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(8 + strip.length, 4);
  return plain(header, strip, directory);
}

/** One channel Z of 32-bit floats, or Y of fewer beside it; ZIP of 16 rows, the same block for each. */
function exr(width: number, height: number, block: Buffer, isSampled = false): Uint8Array {
  const attribute = (name: string, type: string, value: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeInt32LE(value.length);
    return Buffer.concat([Buffer.from(`${name}\0${type}\0`, 'latin1'), size, value]);
  };
  const box = Buffer.alloc(16);
  box.writeInt32LE(width - 1, 8);
  box.writeInt32LE(height - 1, 12);
  const channel = (name: string, step: number) =>
    Buffer.concat([Buffer.from(`${name}\0`, 'latin1'), int32(2), Buffer.alloc(4), int32(step), int32(step)]);
  const channels = Buffer.concat([...(isSampled ? [channel('Y', 2)] : []), channel('Z', 1)]);
  const one = Buffer.from([0, 0, 0x80, 0x3f]);
  const header = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]),
    attribute('channels', 'chlist', Buffer.concat([channels, Buffer.alloc(1)])),
    attribute('compression', 'compression', Buffer.from([3])),
    attribute('dataWindow', 'box2i', box),
    attribute('displayWindow', 'box2i', box),
    attribute('lineOrder', 'lineOrder', Buffer.alloc(1)),
    attribute('pixelAspectRatio', 'float', one),
    attribute('screenWindowCenter', 'v2f', Buffer.alloc(8)),
    attribute('screenWindowWidth', 'float', one),
    Buffer.alloc(1),
  ]);
  const blocks = Math.ceil(height / 16);
  const offsets = Buffer.alloc(8 * blocks);
  for (let i = 0; i < blocks; i++) offsets.writeBigUInt64LE(BigInt(header.length + offsets.length), 8 * i);
  return plain(header, offsets, int32(0), int32(block.length), block);
}

function npyHeader(shape: string): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + '\n';
  return plain(Buffer.from(`\x93NUMPY\x01\x00\x76\x00${dict}`, 'latin1'), Buffer.alloc(64));
}

function zip(name: string, packed: Buffer, claimed: number): Uint8Array {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(claimed, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return plain(local, entry, end);
}

/** A compressed variable whose first bytes say `claimed`. */
function matlab(claimed: number): Uint8Array {
  const header = Buffer.alloc(128, ' ');
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126, 'latin1');
  const packed = zlibOfZeros(unpackedBytes, Buffer.concat([int32(14), int32(claimed)]));
  return plain(header, int32(15), int32(packed.length), packed);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function plain(...parts: readonly Buffer[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
