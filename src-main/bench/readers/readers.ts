import { readFileSync } from 'node:fs';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { parseColmapRig } from '#formats/colmap.ts';
import { colmapText } from '#formats/colmapText.ts';
import { imageSize } from '#formats/imageSize.ts';
import { parseCalibration, parseCameras } from '#formats/calibrationText.ts';
import { fixturePath } from '#testing/fixture.ts';

export interface FuzzedReader {
  readonly name: string;
  /** True where the bytes are taken apart by our own code, false where a library does it. */
  readonly isOwn: boolean;
  /** Whole files that the damaged ones are made of. */
  readonly seeds: () => readonly Seed[];
  readonly read: (bytes: Uint8Array, seed: Seed) => unknown;
  /** The most that JavaScript may ask for, per byte of the file: formats that are packed unpack to more. */
  readonly bytesPerByte: number;
  /** Where a case is slow: the most that a run has, unless cases are counted from elsewhere. */
  readonly mostCases?: number;
}

export interface Seed {
  /** Also the format, by its extension. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly key: string | null;
  /** The calibration's other file, whole, before or after this one. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

/** A number may be a text's one character and its separator, and becomes eight bytes, in two orders. */
const plain = 32;
/** Deflate packs 1032 bytes into one, and a byte may become a double. */
const packed = 16 * 1032;
/** Zstandard repeats one byte 32768 times, which is a double each in the worst case; up to 64 MB nothing is refused. */
const tiffPacked = 9 * 32_768;

/** A map with its size, as an import reads it. */
async function readMap(bytes: Uint8Array, { file, key }: Seed): Promise<void> {
  const results = await Promise.allSettled([imageSize(bytes, file, key), decodeMap(bytes, file, key)]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** A size alone, for which no library is asked. */
async function readSize(bytes: Uint8Array, { file, key }: Seed): Promise<void> {
  await imageSize(bytes, file, key);
}

async function readPicture(bytes: Uint8Array, { file }: Seed): Promise<void> {
  const results = await Promise.allSettled([imageSize(bytes, file), decodePicture(bytes, file)]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function readCalibration(bytes: Uint8Array, { file, before, after }: Seed): void {
  const files = [before, bytes, after]
    .filter((each) => each !== undefined)
    .map((each) => ({ file, text: new TextDecoder().decode(each) }));
  const size = { width: 1242, height: 375 };
  if (parseCameras(files, 'colour', size) === null) parseCalibration(files[0]!.text, file, 'colour');
}

function readColmap(bytes: Uint8Array, { file, before, after }: Seed): void {
  const text = (each: Uint8Array, name: string) =>
    file.endsWith('.bin') ? colmapText(each, name) : new TextDecoder().decode(each);
  const other = file.replace(after ? 'cameras' : 'images', after ? 'images' : 'cameras');
  const [cameras, images] = after ? [bytes, after] : [before!, bytes];
  const [camerasName, imagesName] = after ? [file, other] : [other, file];
  parseColmapRig(
    { file: camerasName, text: text(cameras, camerasName) },
    { file: imagesName, text: text(images, imagesName) },
  );
}

function maps(name: string, files: readonly string[], isOwn: boolean, bytesPerByte: number): FuzzedReader {
  return { name, isOwn, seeds: () => files.map(seedOf), read: readMap, bytesPerByte };
}

function pictures(name: string, files: readonly string[], isOwn: boolean): FuzzedReader {
  return { name, isOwn, seeds: () => files.map(seedOf), read: readPicture, bytesPerByte: packed };
}

function calibrations(name: string, seeds: () => readonly Seed[], isOwn: boolean): FuzzedReader {
  return { name, isOwn, seeds, read: readCalibration, bytesPerByte: plain };
}

function seedOf(name: string): Seed {
  const [file, key] = name.split(':') as [string, string?];
  return { file, bytes: new Uint8Array(readFileSync(fixturePath(file))), key: key ?? null };
}

const projection = (tx: number) => `7.215377e+02 0 6.09e+02 ${tx} 0 7.215377e+02 1.728540e+02 0 0 0 1 0`;
const texts: Readonly<Record<string, string>> = {
  middlebury:
    'cam0=[999.421 0 294.182; 0 999.421 252.932; 0 0 1]\ncam1=[999.421 0 326.96; 0 999.421 252.932; 0 0 1]\n' +
    'doffs=32.778\nbaseline=193.001\nwidth=741\nheight=497\nndisp=70\n',
  kitti: `P0: ${projection(0)}\nP1: ${projection(-387)}\nP2: ${projection(45)}\nP3: ${projection(-339)}\n`,
  kittiRaw: [2, 3]
    .flatMap((i) => [
      `S_0${i}: 1.242e+03 3.75e+02`,
      `K_0${i}: 9.597e+02 0 6.960e+02 0 9.569e+02 2.241e+02 0 0 1`,
      `D_0${i}: -3.691e-01 1.968e-01 1.353e-03 5.677e-04 -6.770e-02`,
      `S_rect_0${i}: 1.242e+03 3.75e+02`,
      `R_rect_0${i}: 1 0 0 0 1 0 0 0 1`,
      `P_rect_0${i}: ${projection(i === 2 ? 45 : -339)}`,
    ])
    .join('\n'),
};
const textSeed = (name: string) => (): readonly Seed[] => [
  { file: `${name}.txt`, bytes: new TextEncoder().encode(texts[name]), key: null },
];
const pair = (first: string, second: string) => (): readonly Seed[] => {
  const [one, two] = [seedOf(first), seedOf(second)];
  return [
    { ...one, after: two.bytes },
    { ...two, before: one.bytes },
  ];
};

const colmapSeeds = (): readonly Seed[] => [
  ...pair('colmap/cameras.txt', 'colmap/images.txt')(),
  ...pair('colmap/cameras.bin', 'colmap/images.bin')(),
];

const npyTypesAndOrders = [
  'f4_le',
  'f8_be',
  'f2_le',
  'u2_be',
  'i8_le',
  'bool',
  'fortran',
  'h_w_1',
  'version2',
];

const headerFiles = [
  ...[
    'maps/grey16.png',
    'mapVariants/orientation6.jpg',
    'mapVariants/progressive.jpg',
    'mapVariants/lossy.webp',
  ],
  ...['mapVariants/lossless.webp', 'mapVariants/alpha.webp', 'maps/rgb.exr', 'mapVariants/f32_zstd_big.tif'],
  'maps/two_arrays.npz:disp',
];
const tiffs = [
  ...['maps/float32.tif', 'maps/grey16.tif', 'mapVariants/f32_zstd_big.tif', 'mapVariants/f32_deflate3.tif'],
  ...[
    'mapVariants/u8_lzw2_tiled.tif',
    'mapVariants/u8_packbits.tif',
    'mapVariants/u4.tif',
    'mapVariants/i16_be.tif',
  ],
];

const exrKinds = [
  'parts_none',
  'parts_rle',
  'parts_zip',
  'sampled_none',
  'sampled_rle',
  'sampled_zip',
  'sampled_zips',
]
  .map((name) => `exr/${name}.exr`)
  .concat('exr/sampled_moved.exr', 'exr/two_depths.exr:right.Z');

/** Every reader of src-main/formats, each on files of its own format. */
export const fuzzedReaders: readonly FuzzedReader[] = [
  maps('pfm', ['maps/opencv.pfm'], true, plain),
  maps('pgm', ['maps/grey8.pgm', 'maps/grey16.pgm', 'maps/text8.pgm'], true, plain),
  pictures('ppm', ['pictures/binary.ppm'], true),
  maps(
    'npy',
    npyTypesAndOrders.map((name) => `maps/${name}.npy`),
    true,
    plain,
  ),
  maps('npz', ['maps/stored.npz', 'maps/two_arrays.npz:disp'], true, packed),
  maps('dpt', ['maps/depth.dpt'], true, plain),
  maps('flo', ['maps/flow.flo:u'], true, plain),
  maps('matlab4', ['maps/level4.mat'], true, plain),
  maps('matlab5', ['maps/level5.mat:data.depth', 'mapVariants/plain.mat:codes'], true, packed),
  calibrations('middlebury', textSeed('middlebury'), true),
  calibrations('kitti', textSeed('kitti'), true),
  calibrations('kittiRaw', textSeed('kittiRaw'), true),
  calibrations('openCvYaml', pair('rectification/intrinsics.yml', 'rectification/extrinsics.yml'), false),
  calibrations('openCvXml', () => [seedOf('rectification/stereo.xml')], false),
  calibrations('ros', pair('rectification/left.yaml', 'rectification/right.yaml'), false),
  { name: 'colmap', isOwn: true, seeds: colmapSeeds, read: readColmap, bytesPerByte: plain },
  maps('png', ['maps/grey16.png', 'maps/grey8.png'], false, packed),
  pictures('pngPicture', ['pictures/palette.png', 'pictures/grey8.png'], false),
  pictures('webp', ['mapVariants/lossy.webp', 'mapVariants/alpha.webp'], false),
  pictures(
    'jpeg',
    ['pictures/grey.jpg', 'pictures/colour420.jpg', 'pictures/inks.jpg', 'pictures/rotated.jpg'],
    false,
  ),
  maps('tiff', tiffs, true, tiffPacked),
  {
    name: 'headers',
    isOwn: true,
    seeds: () => headerFiles.map(seedOf),
    read: readSize,
    bytesPerByte: packed,
  },
  maps('exr', ['maps/grey_rgb.exr', 'maps/rgb.exr:G'], false, packed),
  maps('exrKinds', exrKinds, true, packed),
  // After a refusal the library is made anew, which takes a tenth of a second.
  {
    ...maps('hdf5', ['maps/one.hdf5', 'maps/datasets.h5:camera/depth'], false, packed),
    mostCases: 2000,
  },
];
