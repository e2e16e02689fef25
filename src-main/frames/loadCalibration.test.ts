import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixturePath } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { loadCalibration } from './loadCalibration.ts';
import { scanDataset, type FoundItem } from './scanDataset.ts';

const vga = { width: 640, height: 480 };
const at = (name: string) => fixturePath(`rectification/${name}`);

describe('loadCalibration', () => {
  it('gives one rig for every way to write the calibration of the chessboard pairs', async () => {
    const ways = [['intrinsics.yml', 'extrinsics.yml'], ['stereo.xml'], ['left.yaml', 'right.yaml']];
    for (const names of ways) {
      const { rig, cameras, caveat } = await loadCalibration(names.map(at), vga);
      expect(rig).toEqual({
        focalPx: expect.closeTo(537.33345671544168, 9) as unknown,
        cxPx: expect.closeTo(337.6746711730957, 9) as unknown,
        cyPx: expect.closeTo(243.91843414306641, 9) as unknown,
        baselineM: expect.closeTo(0.08345258, 8) as unknown,
        doffsPx: 0,
        ...vga,
      });
      expect(cameras).toMatchObject({ ...vga, rectification: { ...vga, baselineM: rig.baselineM } });
      expect(caveat).toBeNull();
    }
  });

  it.each(['intrinsics.yml', 'extrinsics.yml', 'left.yaml', 'right.yaml'])(
    'finds the partner of %s beside it',
    async (name) => {
      const { cameras } = await loadCalibration([at(name)], vga);
      expect(cameras?.left.focalXPx).toBeCloseTo(535.739, 2);
      expect(cameras?.right.focalXPx).toBeCloseTo(539.588, 2);
    },
  );

  it('refuses pictures of another size, naming both', async () => {
    await expect(loadCalibration([at('stereo.xml')], { width: 320, height: 240 })).rejects.toMatchObject({
      tag: 'CalibrationMissing',
      message: expect.stringContaining('is for pictures of 640×480, the picture is 320×240') as unknown,
    });
  });

  it('names the files where the cameras cannot be rectified', async () => {
    const folder = await temporaryFolder();
    const text = new TextDecoder().decode(fixtureBytes('rectification/stereo.xml'));
    await writeFile(join(folder, 'up.xml'), text.replace('-8.3447011160571488e-02', '1e-4'));
    await expect(loadCalibration([join(folder, 'up.xml')], vga)).rejects.toMatchObject({
      tag: 'Unsupported',
      message: expect.stringMatching(/up\.xml: the cameras must stand side by side/) as unknown,
    });
  });

  it('doubts a baseline that is hardly one in metres', async () => {
    const folder = await temporaryFolder();
    const text = new TextDecoder().decode(fixtureBytes('rectification/stereo.xml'));
    await writeFile(join(folder, 'mm.xml'), text.replace('-8.3447011160571488e-02', '-83.447'));
    const { caveat, rig } = await loadCalibration([join(folder, 'mm.xml')], vga);
    expect(rig.baselineM).toBeCloseTo(83.447, 2);
    expect(caveat).toContain('the baseline is 83.45 m');
  });

  it('refuses a second file beside a whole calibration', async () => {
    const folder = await temporaryFolder();
    const text = 'cam0=[9 0 4; 0 9 3; 0 0 1]\nbaseline=100';
    for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder, name), text);
    const files = ['a.txt', 'b.txt'].map((name) => join(folder, name));
    await expect(loadCalibration(files, vga)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });

  it('uses pictures as they are where rectifying would move nothing', async () => {
    const folder = await temporaryFolder();
    const camera = `camera_matrix: {rows: 3, cols: 3, data: [500, 0, 320, 0, 500, 240, 0, 0, 1]}
distortion_coefficients: {rows: 1, cols: 5, data: [0, 0, 0, 0, 0]}
rectification_matrix: {rows: 3, cols: 3, data: [1, 0, 0, 0, 1, 0, 0, 0, 1]}
image_width: 640
image_height: 480
projection_matrix: {rows: 3, cols: 4, data: [500, 0, 320, TX, 0, 500, 240, 0, 0, 0, 1, 0]}`;
    await writeFile(join(folder, 'left.yaml'), camera.replace('TX', '0'));
    await writeFile(join(folder, 'right.yaml'), camera.replace('TX', '-50'));
    expect(await loadCalibration([join(folder, 'left.yaml')], vga)).toEqual({
      rig: { focalPx: 500, cxPx: 320, cyPx: 240, baselineM: 0.1, doffsPx: 0, ...vga },
      cameras: null,
      caveat: null,
    });
  });
});

describe('a dataset of pairs that are not rectified', () => {
  async function scan(root: string): Promise<FoundItem> {
    for await (const event of scanDataset(root, { layout: 'auto', groundTruthEncoding: null })) {
      if (event.type === 'item') return event.item;
    }
    throw new Error('no item was found');
  }

  async function dataset(size: { width: number; height: number }): Promise<string> {
    const root = await temporaryFolder();
    for (const folder of ['left', 'right', 'disparity']) await mkdir(join(root, folder));
    const data = new Uint8Array(size.width * size.height).fill(9);
    const png = await encodePicture({ ...size, channels: 1, data });
    for (const side of ['left', 'right']) await writeFile(join(root, side, 'a.png'), png);
    await writeFile(
      join(root, 'disparity', 'a.npy'),
      encodeNpy(new Float32Array(data.length).fill(3), [size.height, size.width]),
    );
    for (const name of ['intrinsics.yml', 'extrinsics.yml']) await copyFile(at(name), join(root, name));
    return root;
  }

  it('has the cameras of the files beside its folders, and leaves out maps of the pictures as taken', async () => {
    const item = await scan(await dataset(vga));
    expect(item).toMatchObject({ ...vga, rigSource: 'intrinsics.yml', rig: { doffsPx: 0 } });
    expect(item.cameras?.rectification.baselineM).toBeCloseTo(0.08345, 4);
    expect(item.assets.map(({ role }) => role)).toEqual(['left', 'right']);
    expect(item.problems).toMatchObject([
      { severity: 'rejected', tag: 'Unsupported', file: 'disparity/a.npy' },
    ]);
  });
});

describe('calibration of COLMAP and in JSON', () => {
  it('finds the images beside the cameras of a reconstruction, and rectifies with both', async () => {
    const size = { width: 640, height: 480 };
    for (const name of ['cameras.txt', 'images.txt', 'cameras.bin']) {
      const { rig, cameras } = await loadCalibration([fixturePath(`colmap/${name}`)], size);
      expect(rig.baselineM).toBeCloseTo(Math.hypot(0.25, 0.004, 0.002), 9);
      expect(cameras).not.toBeNull();
    }
  });

  it.skipIf(!hasSharedData)('reads Open3D’s single camera, which has no baseline', async () => {
    const file = join(sharedData, 'calib/open3d_camera_primesense.json');
    const { rig, cameras } = await loadCalibration([file], { width: 640, height: 480 });
    expect(rig).toEqual({
      ...{ focalPx: 525, cxPx: 319.5, cyPx: 239.5, baselineM: null, doffsPx: 0 },
      ...{ width: 640, height: 480 },
    });
    expect(cameras).toBeNull();
  });
});
