import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { encodeGrey16, encodePicture } from '#formats/encodePng.ts';
import { encodePfm } from '#formats/pfm.ts';
import { fixtureBytes } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { folderWith } from '#testing/folderWith.ts';
import { valuesInUnits } from '#domain/rasters/valuesInUnits.ts';
import { loadFrame, loadMap, loadMask } from './loadFrame.ts';
import { previewDataset } from './previewDataset.ts';
import { scanDataset } from './scanDataset.ts';
import type { FoundItem, FoundProblem, ScanEvent, ScanOptions } from './scanDataset.ts';

const automatic: ScanOptions = { layout: 'auto', groundTruthEncoding: null };

interface Scan {
  readonly layout: string;
  readonly items: readonly FoundItem[];
  readonly rejected: readonly FoundProblem[];
  readonly encodings: readonly string[];
}

async function scan(root: string, options: Partial<ScanOptions> = {}): Promise<Scan> {
  const events: ScanEvent[] = [];
  for await (const event of scanDataset(root, { ...automatic, ...options })) events.push(event);
  return {
    layout: events.flatMap((event) => (event.type === 'layout' ? [event.layout] : []))[0]!,
    items: events.flatMap((event) => (event.type === 'item' ? [event.item] : [])),
    rejected: events.flatMap((event) => (event.type === 'rejected' ? [event.problem] : [])),
    encodings: events.flatMap((event) => (event.type === 'encoding' ? [event.encoding.name] : [])),
  };
}

function picture(width: number, height: number): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256);
  return encodePicture({ width, height, channels: 3, data });
}

function disparity(width: number, height: number, value = 5120): Promise<Uint8Array> {
  return encodeGrey16(width, height, new Uint16Array(width * height).fill(value));
}

const calib =
  'cam0=[80 0 15.5; 0 80 11.5; 0 0 1]\ncam1=[80 0 17.5; 0 80 11.5; 0 0 1]\ndoffs=2\nbaseline=120\nwidth=32\nheight=24\n';

describe('scanDataset on parallel folders', () => {
  it('finds pairs, maps, masks and calibration by equal names', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
      'disparity/a.png': await disparity(32, 24),
      'occlusion/a.png': await picture(32, 24),
      'masks/glass/a.png': await picture(32, 24),
      'left/seq/b.png': await picture(32, 24),
      'right/seq/b.jpg': fixtureBytes('pictures/colour420.jpg'),
      'calib/a.txt': calib,
    });
    const { layout, items, rejected, encodings } = await scan(folder);
    expect(layout).toBe('parallel-folders');
    expect(encodings).toEqual(['kitti-disparity']);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      name: 'a',
      width: 32,
      height: 24,
      rig: { focalPx: 80, cxPx: 15.5, cyPx: 11.5, baselineM: 0.12, doffsPx: 2, width: 32, height: 24 },
      rigSource: 'calib/a.txt',
      classMasks: [{ className: 'glass', path: 'masks/glass/a.png' }],
      problems: [],
    });
    expect(items[0]!.assets.map(({ role, path }) => `${role} ${path}`)).toEqual([
      'left left/a.png',
      'right right/a.png',
      'disparity disparity/a.png',
      'occlusion-mask occlusion/a.png',
    ]);
    expect(rejected).toMatchObject([
      { file: 'right/seq/b.jpg', tag: 'SizeMismatch', fields: { expected: '32×24', found: '23×18' } },
    ]);
  });

  it('keeps an item without calibration or ground truth, and says so', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
      'left/b.png': await picture(32, 24),
      'right/b.png': await picture(32, 24),
      'disparity/b.pfm': encodePfm({ width: 32, height: 24, values: new Float32Array(768).fill(7) }),
    });
    const { items } = await scan(folder);
    expect(items.map((item) => item.problems.map(({ tag, severity }) => `${severity} ${tag}`))).toEqual([
      ['doubtful FileMissing', 'doubtful CalibrationMissing'],
      ['doubtful CalibrationMissing'],
    ]);
  });

  it.each<[string, Uint8Array | Promise<Uint8Array>, string]>([
    ['an all-zero ground truth', disparity(32, 24, 0), 'NoValidPixels'],
    ['a ground truth of another size', disparity(16, 12), 'SizeMismatch'],
    ['a truncated ground truth', disparity(32, 24).then((bytes) => bytes.slice(0, -20)), 'BadFile'],
  ])('leaves out %s and keeps the item', async (_, content, tag) => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
      'disparity/a.png': await content,
      'calib.txt': calib,
    });
    const { items } = await scan(folder);
    expect(items[0]!.assets.map(({ role }) => role)).toEqual(['left', 'right']);
    expect(items[0]!.problems).toMatchObject([{ file: 'disparity/a.png', severity: 'rejected', tag }]);
    expect(items[0]!.problems[0]!.message).toMatch(/^disparity\/a\.png: /);
  });

  it('names the dtype of an object array', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'depth/a.npy': fixtureBytes('maps/object.npy'),
    });
    const { items } = await scan(folder);
    expect(items[0]!.problems).toMatchObject([
      { tag: 'Unsupported', fields: { file: 'depth/a.npy', found: '|O' } },
    ]);
  });

  it('rejects an item with a truncated picture and goes on', async () => {
    const folder = await folderWith({
      'left/a.png': (await picture(32, 24)).slice(0, -30),
      'right/a.png': await picture(32, 24),
      'left/b.png': await picture(32, 24),
      'right/b.png': await picture(32, 24),
    });
    const { items, rejected } = await scan(folder);
    expect(items.map(({ name }) => name)).toEqual(['b']);
    expect(rejected).toMatchObject([{ file: 'left/a.png', tag: 'BadFile' }]);
  });

  it('lists pictures and maps without a partner', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
      'right/b.png': await picture(32, 24),
      'left/c.png': await picture(32, 24),
      'disparity/d.png': await disparity(32, 24),
      'other/e.png': await picture(32, 24),
    });
    const { rejected } = await scan(folder);
    expect(rejected.map(({ file, tag }) => `${file} ${tag}`).sort()).toEqual([
      'disparity/d.png FileMissing',
      'left/c.png FileMissing',
      'other LayoutUnknown',
      'right/b.png FileMissing',
    ]);
  });

  it('refuses 16-bit depth whose unit cannot be told, and reads it when it is given', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
      'depth/a.png': await disparity(32, 24),
      'calib.txt': calib,
    });
    await expect(scan(folder)).rejects.toMatchObject({
      tag: 'EncodingUnknown',
      message: expect.stringMatching(/millimetres \(median 5\.12 m\).*kitti-depth \(median 20 m\)/) as string,
    });
    const { items } = await scan(folder, { groundTruthEncoding: 'millimetres' });
    expect(items[0]!.assets[2]).toMatchObject({
      role: 'depth',
      encoding: { scale: 0.001, quantity: 'depth:m' },
    });
  });

  it('says that a calibration is for another picture size', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(16, 12),
      'right/a.png': await picture(16, 12),
      'calib.txt': calib,
    });
    const { items } = await scan(folder);
    expect(items[0]!.rig).toBeNull();
    expect(items[0]!.problems).toMatchObject([
      { tag: 'CalibrationMissing', fields: { file: 'calib.txt', expected: '32×24', found: '16×12' } },
    ]);
  });

  it('does not follow links out of the folder, and lists them', async () => {
    const outside = await folderWith({ 'secret.png': await picture(32, 24) });
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
    });
    await symlink(join(outside, 'secret.png'), join(folder, 'left/b.png'));
    await symlink(outside, join(folder, 'elsewhere'));
    const { items, rejected } = await scan(folder);
    expect(items).toHaveLength(1);
    expect(rejected.map(({ file, tag }) => `${file} ${tag}`)).toEqual([
      'elsewhere PathRefused',
      'left/b.png PathRefused',
    ]);
  });

  it('stops when it is cancelled', async () => {
    const folder = await folderWith({
      'left/a.png': await picture(32, 24),
      'right/a.png': await picture(32, 24),
    });
    await expect(scan(folder, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('refuses an empty folder, a missing one and an unknown layout, each with its tag', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'left'));
    await expect(scan(folder)).rejects.toMatchObject({ tag: 'LayoutUnknown' });
    await expect(scan(join(folder, 'none'))).rejects.toMatchObject({ tag: 'FileMissing' });
    await expect(scan(folder, { layout: 'sintel' })).rejects.toMatchObject({ tag: 'InvalidOption' });
    await expect(scan(folder, { groundTruthEncoding: 'furlongs' })).rejects.toMatchObject({
      tag: 'InvalidOption',
    });
  });
});

describe('scanDataset on Scene Flow', () => {
  it('reads negative disparity by its absolute value', async () => {
    const values = new Float32Array(768).fill(-30);
    const folder = await folderWith({
      'frames_finalpass/35mm/left/0001.png': await picture(32, 24),
      'frames_finalpass/35mm/right/0001.png': await picture(32, 24),
      'disparity/35mm/left/0001.pfm': encodePfm({ width: 32, height: 24, values }),
    });
    const { items } = await scan(folder);
    const { path, encoding } = items[0]!.assets.find(({ role }) => role === 'disparity')!;
    const frame = await loadFrame({
      left: join(folder, items[0]!.assets[0]!.path),
      right: null,
      groundTruth: { path: join(folder, path), encoding: encoding! },
    });
    expect(frame.groundTruth!.values[0]).toBe(30);
  });
});

describe('loadMask', () => {
  it('takes only 255 of a Middlebury mask and any value of others', async () => {
    const data = Uint8Array.of(0, 128, 255);
    const folder = await folderWith({
      'm.png': await encodePicture({ width: 3, height: 1, channels: 1, data }),
      'm.npy': encodeNpy(Uint16Array.of(0, 300, 9), [1, 3]),
    });
    const read = async (name: string, role: 'nonoccluded-mask' | 'occlusion-mask') => [
      ...(await loadMask(join(folder, name), role)).data,
    ];
    expect(await read('m.png', 'nonoccluded-mask')).toEqual([0, 0, 1]);
    expect(await read('m.png', 'occlusion-mask')).toEqual([0, 1, 1]);
    expect(await read('m.npy', 'nonoccluded-mask')).toEqual([0, 1, 1]);
  });
});

/** Sizes and ranges as the sample data's README states them. */
const samples = [
  ['middlebury2001_tsukuba', 'middlebury', 'tsukuba', 384, 288, 5, 14, 79.3],
  ['middlebury2003_cones', 'middlebury', 'middlebury-2003', 450, 375, 5.5, 55, 96.8],
  ['middlebury2006_Wood2_half', 'middlebury', 'middlebury-2006-half', 653, 555, 21.5, 108.5, 98.1],
  ['middlebury2006_aloe_full', 'middlebury', 'middlebury-2006-full', 1282, 1110, 43, 211, 96.5],
  ['middlebury2014_Motorcycle_Q', 'middlebury', 'middlebury-pfm', 741, 497, 9.18, 62.88, 97.9],
  ['middlebury2014_Motorcycle_perfect_quarter', 'middlebury', 'middlebury-pfm', 741, 500, 7.19, 59.91, 92.7],
  ['kitti2015', 'kitti-2015', 'kitti-disparity', 1242, 375, 4.62, 64.09, 19.1],
  ['kitti2012', 'kitti-2012', 'kitti-disparity', 1226, 370, 4.4, 69.82, 35.8],
  ['eth3d_playground', 'eth3d', 'middlebury-pfm', 941, 490, 2.13, 20, 49.6],
  ['flyingthings3d', 'scene-flow', 'scene-flow', 960, 540, 1.21, 152.12, 100],
] as const;
const calibrated = ['middlebury2014_Motorcycle_Q', 'eth3d_playground', 'flyingthings3d'];

describe.skipIf(!hasSharedData)('scanDataset on the sample scenes', () => {
  const stereo = join(sharedData, 'stereo');

  it.each(samples)(
    '%s is %s with %s, %d×%d, %d to %d px on %d %%',
    async (name, layout, encoding, width, height, min, max, percent) => {
      const root = join(stereo, name);
      const found = await scan(root);
      expect(found).toMatchObject({ layout, encodings: [encoding], rejected: [] });
      expect(found.items).toHaveLength(1);
      const [item] = found.items;
      expect(item).toMatchObject({ width, height });
      expect(item!.rig !== null).toBe(calibrated.includes(name));
      const path = (role: string) => join(root, item!.assets.find((asset) => asset.role === role)!.path);
      const truth = item!.assets.find(({ role }) => role === 'disparity')!;
      const frame = await loadFrame({
        left: path('left'),
        right: path('right'),
        groundTruth: { path: path('disparity'), encoding: truth.encoding! },
      });
      const values = [...frame.groundTruth!.values].filter((value) => !Number.isNaN(value));
      const extremes = values.reduce(
        ([low, high], v) => [Math.min(low!, v), Math.max(high!, v)],
        [Infinity, -Infinity],
      );
      expect(extremes[0]).toBeCloseTo(min, 1);
      expect(extremes[1]).toBeCloseTo(max, 1);
      expect((100 * values.length) / (width * height)).toBeCloseTo(percent, 0);
    },
  );

  it('finds all of them from the folder above, under names that include their folders', async () => {
    const found = await scan(stereo);
    expect(found.layout).toBe('mixed');
    expect(found.rejected).toEqual([]);
    expect(found.items).toHaveLength(samples.length);
    for (const item of found.items) {
      expect(samples.some(([name]) => item.name.startsWith(name))).toBe(true);
      expect(item.assets.map(({ role }) => role)).toEqual(
        expect.arrayContaining(['left', 'right', 'disparity']),
      );
    }
  });

  it('previews what an import would find', async () => {
    expect(await previewDataset(stereo, automatic)).toMatchObject({
      layout: 'mixed',
      items: samples.length,
      withGroundTruth: samples.length,
      withCalibration: calibrated.length,
      rejected: [],
    });
    expect(await previewDataset(join(stereo, 'kitti2015'), automatic)).toMatchObject({
      layers: [
        {
          layer: 'kitti-2015/disparity',
          items: 1,
          proposal: { encoding: { name: 'kitti-disparity' } },
          values: { quantity: 'disparity:px', width: 1242, height: 375 },
        },
      ],
    });
  });

  it('calls the KITTI item alike from the dataset and from its training folder', async () => {
    const whole = await scan(join(stereo, 'kitti2015'));
    const training = await scan(join(stereo, 'kitti2015/training'));
    expect([whole, training].map(({ items }) => basename(items[0]!.name))).toEqual([
      '000000_10',
      '000000_10',
    ]);
    expect(whole.items[0]!.name).toBe('training/000000_10');
  });

  it('reads the digest that the file has', async () => {
    const { items } = await scan(join(stereo, 'middlebury2003_cones'));
    const { createHash } = await import('node:crypto');
    const { readFile } = await import('node:fs/promises');
    for (const { path, sha256, sizeBytes } of items[0]!.assets) {
      const bytes = await readFile(join(stereo, 'middlebury2003_cones', path));
      expect({ sha256, sizeBytes }).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sizeBytes: bytes.length,
      });
    }
  });

  /** Medians and shares of valid pixels as NumPy gives them by the README's formula. */
  it.each([
    ['kitti', 'parallel-folders', 'kitti-depth', 13.4375, 20.6],
    ['nyu_v2', 'nyu-folders', 'nyu', 3.258, 73.3],
    ['nyu_v2_raw', 'named-maps', 'nyu-raw-kinect', 3.268, 92.8],
    ['redwood', 'named-maps', 'millimetres', 1.861, 87],
    ['seven_scenes', 'seven-scenes', 'seven-scenes', 1.8, 88],
    ['sun_rgbd', 'named-maps', 'sun-rgbd', 2.723, 81.8],
    ['tum_rgbd', 'named-maps', 'tum', 2.415, 80.8],
    ['cleargrasp_real', 'cleargrasp', 'metres-0-unknown', 0.599, 91.2],
    ['cleargrasp_synthetic', 'cleargrasp', 'metres-0-unknown', 0.724, 100],
  ] as const)(
    'depth/%s is %s with %s, median %d m on %d %%',
    async (name, layout, encoding, median, percent) => {
      const root = join(sharedData, 'depth', name);
      const found = await scan(root);
      expect(found).toMatchObject({ layout, encodings: [encoding], rejected: [] });
      const truth = found.items[0]!.assets.find(({ role }) => role === 'depth')!;
      const values = valuesInUnits(await loadMap(join(root, truth.path), truth.encoding!));
      expect(values.median).toBeCloseTo(median, 2);
      expect(100 * values.validShare).toBeCloseTo(percent, 0);
    },
  );

  it('takes pictures and COCO files for what they are', async () => {
    expect(await scan(join(sharedData, 'images'))).toMatchObject({ layout: 'images', rejected: [] });
    expect(await scan(join(sharedData, 'annotations/coco'))).toMatchObject({ layout: 'coco', rejected: [] });
  });

  it('reads KITTI depth beside its pictures as metres', async () => {
    const { items, encodings } = await scan(join(sharedData, 'depth/kitti'));
    expect(encodings).toEqual(['kitti-depth']);
    expect(items[0]!.assets.map(({ role }) => role)).toEqual(['left', 'depth']);
  });
});
