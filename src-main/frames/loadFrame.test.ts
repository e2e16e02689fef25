import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodingNamed } from '#domain/datasets/encodings.ts';
import { encodePfm } from '#formats/pfm.ts';
import { fixtureBytes } from '#testing/fixture.ts';
import { folderWith } from '#testing/folderWith.ts';
import { loadFrame, loadGroundTruth, loadMap, loadPicture } from './loadFrame.ts';
import { readImageSize } from './readImageSize.ts';

const pixels = encodingNamed('pixels');
const zeros = encodePfm({ width: 23, height: 18, values: new Float32Array(23 * 18) });

describe('loading files', () => {
  it('says which file is missing, and that a folder is none', async () => {
    const folder = await folderWith({});
    await expect(loadPicture(join(folder, 'x.png'))).rejects.toMatchObject({
      tag: 'FileMissing',
      message: `${join(folder, 'x.png')}: cannot be read: no such file`,
    });
    await expect(loadPicture(folder)).rejects.toMatchObject({
      tag: 'FileMissing',
      message: `${folder}: cannot be read: it is a folder`,
    });
    await expect(readImageSize(join(folder, 'x.pfm'))).rejects.toMatchObject({ tag: 'FileMissing' });
  });

  it('reads an array of an NPZ by its name after a colon', async () => {
    const folder = await folderWith({ 'p.npz': fixtureBytes('maps/two_arrays.npz') });
    expect(await loadMap(join(folder, 'p.npz:disp'), pixels)).toMatchObject({
      quantity: 'disparity:px',
      width: 7,
      height: 5,
    });
    await expect(loadMap(join(folder, 'p.npz'), pixels)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });

  it('refuses a ground truth of zeros', async () => {
    const folder = await folderWith({ 'z.pfm': zeros });
    await expect(loadGroundTruth(join(folder, 'z.pfm'), pixels)).rejects.toMatchObject({
      tag: 'NoValidPixels',
      fields: { found: 'only zeros' },
    });
  });

  it('finds sizes in the first bytes of every format', async () => {
    const names = ['f4_le.npy', 'stored.npz', 'grey16.png', 'grey8.pgm', 'opencv.pfm', 'h_w_1.npy'];
    const folder = await folderWith(
      Object.fromEntries(names.map((name) => [name, fixtureBytes(`maps/${name}`)])),
    );
    const sizes = await Promise.all(names.map((name) => readImageSize(join(folder, name))));
    const large = { width: 7, height: 5 };
    expect(sizes).toEqual([{ width: 4, height: 2 }, large, large, large, large, large]);
  });
});

describe('loadFrame', () => {
  it('refuses pictures and maps of different sizes, with both sizes', async () => {
    const folder = await folderWith({
      'left.png': fixtureBytes('pictures/rgb8.png'),
      'right.jpg': fixtureBytes('pictures/rotated.jpg'),
      'disp.pfm': fixtureBytes('maps/opencv.pfm'),
    });
    const left = join(folder, 'left.png');
    await expect(
      loadFrame({ left, right: join(folder, 'right.jpg'), groundTruth: null }),
    ).rejects.toMatchObject({
      tag: 'SizeMismatch',
      fields: { expected: '23×18', found: '18×23' },
    });
    const groundTruth = { path: join(folder, 'disp.pfm'), encoding: pixels };
    await expect(loadFrame({ left, right: null, groundTruth })).rejects.toThrow(
      'the ground truth is 7×5, the left picture is 23×18',
    );
  });
});
