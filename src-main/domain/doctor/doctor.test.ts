import { describe, expect, it } from 'vitest';
import { encodingNamed } from '../datasets/encodings.ts';
import { formatEncoding, parseEncoding } from '../datasets/parseEncoding.ts';
import { applyEncoding } from '../rasters/applyEncoding.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import { turnRaster, turns } from '../rasters/turnRaster.ts';
import { correctItem, type CorrectableItem } from './correctItem.ts';
import { examineItem } from './examineItem.ts';
import type { ViewedItem, ViewedTruth } from './ItemView.ts';
import { problemKindOf } from './ProblemKind.ts';
import { remediesFor } from './remediesFor.ts';
import { remedyKey } from './Remedy.ts';

const [width, height] = [160, 96];

/** Noise that matches nothing but itself, by a hash of the place. */
function noise(x: number, y: number): number {
  const mixed = Math.imul((x * 73856093) ^ (y * 19349663), 2654435761);
  return (mixed >>> 24) & 255;
}

/** Three depths in bands, so that order and ratio can be told. */
function disparityAt(y: number): number {
  return y < 32 ? 4 : y < 64 ? 8 : 12;
}

/** A textured pair in which a point at x lies at x − d in the right picture. */
function pair(): { readonly left: Picture; readonly right: Picture } {
  const make = (side: number): Picture => ({
    width,
    height,
    channels: 1,
    data: Uint8Array.from({ length: width * height }, (_, i) =>
      noise((i % width) + side * disparityAt(Math.floor(i / width)), Math.floor(i / width)),
    ),
  });
  return { left: make(0), right: make(1) };
}

function truthOf(
  encodingName: string,
  valueAt: (y: number) => number,
  more: Partial<ViewedTruth> = {},
): ViewedTruth {
  const encoding = encodingNamed(encodingName);
  const raster: Raster = {
    quantity: encoding.quantity,
    width,
    height,
    values: Float32Array.from({ length: width * height }, (_, i) => valueAt(Math.floor(i / width))),
  };
  const role = encoding.quantity === 'disparity:px' ? 'disparity' : 'depth';
  return { file: 'truth.png', role, encoding, isEightBit: false, raster, ...more };
}

function examine(change: Partial<ViewedItem> & { readonly swapped?: boolean } = {}) {
  const { left, right } = pair();
  const [first, second] = change.swapped ? [right, left] : [left, right];
  return examineItem({
    left: { file: 'left.png', picture: first, orientation: 1 },
    right: { file: 'right.png', picture: second, orientation: 1 },
    rig: null,
    truths: [],
    ...change,
  }).map(({ file, fields, message }) => ({ kind: fields.kind, file, encodings: fields.encodings, message }));
}

const rig = { focalPx: 100, cxPx: 80, cyPx: 48, baselineM: 0.4, doffsPx: 0, width, height };

describe('examineItem', () => {
  it('says nothing of a good pair with a good disparity and depth', () => {
    const disparity = truthOf('kitti-disparity', disparityAt);
    const depth = truthOf('metres', (y) => 40 / disparityAt(y), { file: 'depth.pfm' });
    expect(examine({ rig, truths: [disparity, depth] })).toEqual([]);
  });

  it('knows exchanged pictures by matching, and lets their ground truth alone', () => {
    const found = examine({ swapped: true, truths: [truthOf('kitti-disparity', disparityAt)] });
    expect(found).toMatchObject([{ kind: 'exchanged', file: 'left.png' }]);
    expect(found[0]!.message).toMatch(
      /100 % of \d+ places lie farther right in the right picture, 0 % farther left/,
    );
  });

  it('knows a depth that is a disparity, and how it is stored', () => {
    const found = examine({ truths: [truthOf('kitti-depth', disparityAt)] });
    expect(found).toMatchObject([{ kind: 'inverse', encodings: 'kitti-disparity' }]);
  });

  it('knows a depth that grows with the item’s own disparity, without a pair', () => {
    const disparity = truthOf('kitti-disparity', (y) => 1 + y);
    const depth = truthOf('metres', (y) => 1 + y / 2, { file: 'depth.pfm' });
    expect(examine({ right: null, truths: [disparity, depth] })).toMatchObject([
      { kind: 'inverse', file: 'depth.pfm' },
    ]);
  });

  it.each([
    ['metres', (y: number) => 40_000 / disparityAt(y), 'millimetres', 'in millimetres'],
    ['pixels', (y: number) => 256 * disparityAt(y), 'kitti-disparity', '256 to the pixel'],
    ['pixels', (y: number) => 2 * disparityAt(y), 'scale=1/2', 'twice the resolution'],
  ])('knows %s that are something else by the match', (encoding, valueAt, wanted, said) => {
    const [found] = examine({ rig, truths: [truthOf(encoding, valueAt)] });
    expect(found).toMatchObject({ kind: 'unit' });
    expect(found!.message).toContain(said.replace('in ', ''));
    expect(parseEncoding(found!.encodings as string)).toMatchObject({
      scale: wanted === 'scale=1/2' ? 0.5 : wanted === 'millimetres' ? 1 / 1000 : 1 / 256,
    });
  });

  it('knows millimetres read as metres by their size alone', () => {
    const found = examine({ right: null, truths: [truthOf('metres-0-unknown', (y) => 2000 + 10 * y)] });
    expect(found).toMatchObject([
      { kind: 'unit', encodings: expect.stringMatching(/^millimetres/) as string },
    ]);
    expect(found[0]!.message).toContain('2480 m, is outside 0.05 to 400 m');
  });

  it('knows a truth without values, of zeros and of one value', () => {
    const kinds = [NaN, 0, 7].map(
      (value) => examine({ right: null, truths: [truthOf('metres', () => value)] })[0]?.kind,
    );
    expect(kinds).toEqual(['empty', 'empty', 'constant']);
  });

  it('knows black pictures and pictures of one colour', () => {
    const flat = (value: number): Picture => ({
      width,
      height,
      channels: 1,
      data: new Uint8Array(width * height).fill(value),
    });
    const kinds = [0, 200].map((value) =>
      examine({ right: null, left: { file: 'left.png', picture: flat(value), orientation: 1 } }),
    );
    expect(kinds.flat()).toMatchObject([
      { kind: 'empty', file: 'left.png' },
      { kind: 'constant', file: 'left.png' },
    ]);
  });

  it('doubts 8 bits but where a set is published so', () => {
    const kinds = ['pixels', 'middlebury-2003', 'tsukuba'].map((name) =>
      examine({ right: null, truths: [truthOf(name, disparityAt, { isEightBit: true })] }),
    );
    expect(kinds.map(([first]) => first?.kind)).toEqual(['eight-bit', undefined, undefined]);
  });

  it('turns to a map that did not turn with its picture', () => {
    const scene = (x: number, y: number): number => (x > 40 && x < 90 && y > 10 && y < 50 ? 1 : 0);
    const picture: Picture = {
      width,
      height,
      channels: 1,
      data: Uint8Array.from(
        { length: width * height },
        (_, i) => 60 + 120 * scene(i % width, Math.floor(i / width)),
      ),
    };
    const upright = truthOf('metres', () => 1);
    const raster = {
      ...upright.raster,
      values: Float32Array.from(
        upright.raster.values,
        (_, i) => 4 - 2 * scene(i % width, Math.floor(i / width)),
      ),
    };
    const turned = { ...upright, raster: turnRaster(raster, 'half') };
    const left = { file: 'left.jpg', picture, orientation: 3 };
    expect(examine({ left, right: null, truths: [turned] })).toMatchObject([
      { kind: 'turned', encodings: expect.stringContaining('turn=half') as string },
    ]);
    expect(examine({ left, right: null, truths: [{ ...upright, raster }] })).toEqual([]);
    expect(examine({ left: { ...left, orientation: 1 }, right: null, truths: [turned] })).toEqual([]);
  });
});

describe('turnRaster', () => {
  const raster: Raster = {
    quantity: 'depth:m',
    width: 3,
    height: 2,
    values: Float32Array.of(1, 2, 3, 4, 5, 6),
  };

  it.each([
    ['right', [4, 1, 5, 2, 6, 3]],
    ['left', [3, 6, 2, 5, 1, 4]],
    ['half', [6, 5, 4, 3, 2, 1]],
    ['transposed', [1, 4, 2, 5, 3, 6]],
  ] as const)('turns %s', (turn, expected) => {
    expect([...turnRaster(raster, turn).values]).toEqual(expected);
  });

  it('is part of an encoding that is written and read back', () => {
    for (const turn of turns) {
      const encoding = { ...encodingNamed('millimetres'), name: 'custom', turn };
      expect(parseEncoding(formatEncoding(encoding))).toEqual(encoding);
      const raw = { width: 3, height: 2, values: Uint16Array.of(1000, 2000, 3000, 4000, 5000, 6000) };
      expect([...applyEncoding(raw, encoding).values]).toEqual([...turnRaster(raster, turn).values]);
    }
    expect(() => parseEncoding('quantity=depth,turn=over')).toThrow(
      'turn must be one of none, right, left, half, transposed',
    );
  });
});

describe('problemKindOf', () => {
  it.each([
    ['SizeMismatch', { expected: '640×480', found: '480×640' }, 'turned'],
    ['SizeMismatch', { expected: '640×480', found: '320×240' }, 'wrong-size'],
    ['SizeMismatch', { expected: '640×640', found: '640×640' }, 'wrong-size'],
    ['CalibrationMissing', { expected: '640×480', found: '320×240' }, 'calibration-size'],
    ['CalibrationMissing', { expected: 'a calibration file', found: null }, 'calibration-missing'],
    ['FileMissing', {}, 'missing-partner'],
    ['NotRectified', {}, 'not-rectified'],
    ['BadFile', { kind: 'duplicate-picture' }, 'duplicate-picture'],
  ] as const)('%s with %o is %s', (tag, fields, kind) => {
    expect(problemKindOf({ tag, message: 'm', fields })).toBe(kind);
  });
});

describe('remediesFor', () => {
  const problem = { itemId: 1, file: 'a', severity: 'doubtful', tag: 'BadFile', message: '' } as const;
  const keys = (fields: Record<string, string | number | null>, more: object = {}) =>
    remediesFor({ ...problem, ...more, fields }).map(remedyKey);

  it('offers what mends a problem, and always to leave it', () => {
    expect(keys({ kind: 'exchanged', role: 'left' })).toEqual(['swap-sides', 'keep']);
    expect(keys({ kind: 'unit', role: 'depth', encodings: 'millimetres; tum' })).toEqual([
      'encode depth millimetres',
      'encode depth tum',
      'leave-out depth',
      'keep',
    ]);
    expect(keys({ kind: 'calibration-size', expected: '1280×960', found: '640×480' })).toEqual([
      'scale-calibration',
      'keep',
    ]);
    expect(keys({ kind: 'calibration-size', expected: '1280×720', found: '640×480' })).toEqual(['keep']);
    expect(keys({ kind: 'duplicate-picture', role: 'left' })).toEqual(['leave-item-out', 'keep']);
    expect(keys({ kind: 'truncated', role: 'right' })).toEqual(['leave-out right', 'keep']);
    expect(keys({ kind: 'truncated', role: 'right' }, { severity: 'rejected' })).toEqual(['keep']);
    expect(keys({ kind: 'unclaimed' }, { itemId: null })).toEqual(['keep']);
  });
});

describe('correctItem', () => {
  const asset = { rootId: 1, encoding: null, sha256: 'a', sizeBytes: 1, mtimeMs: 2 };
  const found: CorrectableItem = {
    rootId: 1,
    assets: [
      { ...asset, role: 'left', path: 'l' },
      { ...asset, role: 'right', path: 'r' },
      { ...asset, role: 'depth', path: 'd', encoding: encodingNamed('metres') },
    ],
    rig: null,
    rigSource: null,
  };
  const roles = (item: CorrectableItem) => item.assets.map(({ role, path }) => `${role} ${path}`);

  it('does each correction, and leaves what was found as it was', () => {
    expect(roles(correctItem(found, [{ kind: 'swap-sides' }]))).toEqual(['right l', 'left r', 'depth d']);
    expect(roles(correctItem(found, [{ kind: 'leave-out', role: 'right' }]))).toEqual(['left l', 'depth d']);
    const inverse = correctItem(found, [{ kind: 'encode', role: 'depth', encoding: 'pixels' }]);
    expect(roles(inverse)).toEqual(['left l', 'right r', 'disparity d']);
    const added = correctItem(found, [
      { kind: 'encode', role: 'disparity', encoding: 'pixels', adds: { path: 'n', sizeBytes: 9 } },
    ]);
    expect(added.assets.at(-1)).toMatchObject({
      role: 'disparity',
      path: 'n',
      rootId: 1,
      sizeBytes: 9,
      sha256: null,
    });
    expect(correctItem(found, [{ kind: 'leave-item-out' }]).isLeftOut).toBe(true);
    expect(correctItem(found, [{ kind: 'rig', rig }])).toMatchObject({ rig, rigSource: 'given' });
    expect(roles(correctItem(found, [{ kind: 'swap-sides' }, { kind: 'swap-sides' }]))).toEqual(roles(found));
    expect(correctItem(found, [{ kind: 'keep' }])).toEqual({ ...found, isLeftOut: false });
  });
});
