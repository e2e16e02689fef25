import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStudioError } from '#domain/errors.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { decodeMap } from './decodeMap.ts';
import { decodePicture } from './decodePicture.ts';
import { readExrHeader } from './exrHeader.ts';
import { decodeHdf5 } from './hdf5.ts';
import { decodeMatlab } from './matlab.ts';
import { decodeNpy } from './npy.ts';
import { decodePfm } from './pfm.ts';
import { decodeSamples } from './sharpImage.ts';

/** A row of the tables in the README of the shared data. */
interface Row {
  readonly path: string;
  readonly shape: readonly number[];
  readonly type: string;
  /** Share of values that are finite and not 0, in percent, and their range; null where it does not say. */
  readonly decoded: { readonly percent: number; readonly least: number; readonly most: number } | null;
  readonly mustBeRefused: boolean;
}

/** What is in a file: every number, whatever it means. */
interface Content {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number> & { readonly constructor: { readonly name: string } };
}

/** How the README's types appear here: float16 and 64-bit integers have no array of their own that holds numbers. */
const arrayTypes: Readonly<Record<string, string>> = {
  ...{ uint8: 'Uint8Array', bool: 'Uint8Array', uint16: 'Uint16Array', int32: 'Int32Array' },
  ...{ uint64: 'Float64Array', float16: 'Float32Array', float32: 'Float32Array', float64: 'Float64Array' },
};

/** Which of a file's entries the README's row describes. */
const keys: Readonly<Record<string, string>> = {
  'disp_and_mask.npz': 'disp',
  'disp_v5.mat': 'disp',
  'nyu_layout_1.h5': 'depth',
};

/** Not read: a channel with fewer values than pixels is no map. */
const notRead: Readonly<Record<string, { readonly tag: string; readonly naming: string }>> = {
  'formats/exr/Rec709_YC.exr': { tag: 'Unsupported', naming: 'subsampled' },
};

/** A struct, which has no shape or type as a whole. */
const struct = 'formats/mat/teststruct_7.4_GLNX86.mat';

/** Where the README has what OpenCV and SciPy make of a file, and not what it is. */
const otherwise: Readonly<Record<string, Partial<Pick<Row, 'shape' | 'type'>>>> = {
  // Grey with alpha.
  'formats/pngsuite/basn4a16.png': { shape: [32, 32] },
  // Of MATLAB's class double, which it stores as bytes where they are enough.
  'formats/mat/test3dmatrix_7.4_GLNX86.mat': { type: 'float64' },
  'formats/mat/testmatrix_6.5.1_GLNX86.mat': { type: 'float64' },
  'formats/mat/testmatrix_7.4_GLNX86.mat': { type: 'float64' },
};

const rows = hasSharedData ? readRows(readFileSync(join(sharedData, 'README.md'), 'utf8')) : [];
const shaped = rows.filter(({ shape, path }) => shape.length > 0 && path !== struct && !(path in notRead));

describe.skipIf(!hasSharedData)('the table of the shared data', { timeout: 60_000 }, () => {
  it('is understood whole: every file is there, and nearly all say their shape', () => {
    expect(rows.length).toBeGreaterThan(200);
    for (const { path } of rows) expect(existsSync(join(sharedData, path)), path).toBe(true);
    expect(shaped.length).toBeGreaterThan(150);
    expect(shaped.filter(({ decoded }) => decoded !== null).length).toBeGreaterThan(40);
  });

  it.each(shaped.map((row) => [row.path, row] as const))('%s is as it says', async (path, row) => {
    const bytes = new Uint8Array(await readFile(join(sharedData, path)));
    const { shape, values } = await contentOf(bytes, path, row);
    const { type, ...expected } = { ...row, ...otherwise[path] };
    // Alpha is dropped.
    const isRgba = path.endsWith('.png') && expected.shape[2] === 4;
    expect(shape).toEqual(isRgba ? [...expected.shape.slice(0, 2), 3] : expected.shape);
    expect(values.constructor.name).toBe(arrayTypes[type]);
    if (row.decoded) expectStatistics(values, row.decoded);
  });

  it.each(rows.filter(({ mustBeRefused }) => mustBeRefused).map(({ path }) => path))(
    '%s is refused as map and as picture',
    async (path) => {
      const bytes = new Uint8Array(await readFile(join(sharedData, path)));
      for (const decode of [decodeMap, decodePicture]) {
        const error: unknown = await decode(bytes, path).catch((reason: unknown) => reason);
        expect(isStudioError(error) ? error.message : error).toContain(path);
      }
    },
  );

  it('a struct’s numeric field is read by its name', async () => {
    const bytes = new Uint8Array(await readFile(join(sharedData, struct)));
    const { shape } = await decodeMatlab(bytes, struct, 'teststruct.doublefield');
    expect(shape).toEqual([1, 3]);
  });

  it.each(Object.entries(notRead))('%s is not read, which is said', async (path, { tag, naming }) => {
    const bytes = new Uint8Array(await readFile(join(sharedData, path)));
    await expect(decodeMap(bytes, path)).rejects.toMatchObject({
      tag,
      message: expect.stringContaining(naming) as string,
    });
  });
});

/** The file's numbers by the reader of its format, without the demand that they be one map. */
async function contentOf(bytes: Uint8Array, path: string, { shape, type }: Row): Promise<Content> {
  const ending = /\.(\w+)$/.exec(path)![1]!;
  const key = keys[path.split('/').at(-1)!] ?? null;
  const isColour = shape.length === 3 && shape[2]! >= 3;
  if (ending === 'npy') return decodeNpy(bytes, path);
  if (ending === 'mat') return decodeMatlab(bytes, path, key);
  if (['h5', 'hdf5', 'dsp5'].includes(ending)) return decodeHdf5(bytes, path, key);
  if (ending === 'exr' && isColour) return channels(bytes, path, exrColours(bytes, path));
  if (ending === 'flo') return channels(bytes, path, ['u', 'v']);
  if (ending === 'pfm' && isColour) {
    const { width, height, values } = decodePfm(bytes, path);
    return { shape: [height, width, 3], values };
  }
  if (ending === 'jpg' || ending === 'ppm' || (ending === 'png' && isColour)) {
    const picture = type === 'uint16' ? await decodeSamples(bytes, path) : await decodePicture(bytes, path);
    const sides = [picture.height, picture.width];
    return { shape: picture.channels === 3 ? [...sides, 3] : sides, values: picture.data };
  }
  const { width, height, values } = await decodeMap(bytes, path, key);
  return { shape: [height, width], values };
}

function exrColours(bytes: Uint8Array, path: string): readonly string[] {
  const { channels } = readExrHeader(bytes, path).parts[0]!;
  return channels.map(({ name }) => name).filter((name) => 'RGBA'.includes(name));
}

async function channels(bytes: Uint8Array, path: string, names: readonly string[]): Promise<Content> {
  const maps = await Promise.all(names.map((name) => decodeMap(bytes, path, name)));
  const [{ width, height }] = maps as [(typeof maps)[0]];
  const values = new Float32Array(names.length * width * height);
  maps.forEach((map, i) => {
    values.set(map.values, i * width * height);
  });
  return { shape: [height, width, names.length], values };
}

function expectStatistics(
  values: ArrayLike<number>,
  { percent, least, most }: NonNullable<Row['decoded']>,
): void {
  let [count, min, max] = [0, Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value) || value === 0) continue;
    count += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // One decimal, and four digits, are stated.
  expect(Math.abs((100 * count) / values.length - percent)).toBeLessThanOrEqual(0.0501);
  expect([Number(min.toPrecision(4)), Number(max.toPrecision(4))]).toEqual([least, most]);
}

function readRows(readme: string): Row[] {
  return readme
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [name = '', what = '', shape = '', type = '', encoding = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      const found = /decoded: ([\d.]+) % non-zero finite, raw (-?[\d.e+-]+?)\.\.(-?[\d.e+-]+)/.exec(encoding);
      return paths(name.replaceAll('`', '')).map((path) => ({
        path,
        shape: shape === '' ? [] : shape.split('x').map(Number),
        type,
        decoded: found && { percent: Number(found[1]), least: Number(found[2]), most: Number(found[3]) },
        mustBeRefused: what.includes('must be refused'),
      }));
    });
}

/** One row stands for the 26 chessboards: `calib/opencv/left01..left14.jpg, right01..right14.jpg (no 10; 26 files)`. */
function paths(name: string): readonly string[] {
  const [, folder, without] = /^(.*\/)left01\.\.left14\.jpg, .*\(no (\d+);/.exec(name) ?? [];
  if (folder === undefined) return [name];
  const numbers = Array.from({ length: 14 }, (_, i) => String(i + 1).padStart(2, '0'));
  return ['left', 'right'].flatMap((side) =>
    numbers.filter((number) => number !== without).map((number) => `${folder}${side}${number}.jpg`),
  );
}
