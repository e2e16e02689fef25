import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rectifyPicture } from '#domain/camera/rectifyPicture.ts';
import { loadPicture } from '#frames/loadFrame.ts';
import { fixturePath } from '#testing/fixture.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type {
  EpipolarAnswer,
  ErrorAnswer,
  EvaluationAnswer,
  ItemAnswer,
  ItemsAnswer,
  ProblemsAnswer,
  StartRunAnswer,
} from './contract.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const rows = async () => (await studio.get<ItemsAnswer>('items')).rows;
const itemAt = async (index: number) => studio.get<ItemAnswer>(`items/${(await rows())[index]!.id}`);

describe('the rows of a pair', () => {
  it('are measured when asked for, once', async () => {
    const root = join(studio.folder, 'tiny');
    await writeTinyDataset(root, 1, { width: 320, height: 160 });
    await studio.importDataset(root);
    const { item } = await itemAt(0);
    expect(item.cameras).toBeNull();
    const first = await studio.get<EpipolarAnswer>(`items/${item.id}/epipolar`);
    expect(first.medianPx).toBeLessThan(0.2);
    expect(await studio.get<EpipolarAnswer>(`items/${item.id}/epipolar`)).toEqual(first);
    const unknown = await studio.get<ErrorAnswer>('items/99/epipolar');
    expect(unknown.error.tag).toBe('NotFound');
  });
});

describe('a calibration given with the import', () => {
  it('holds for every item, and is read only where the studio may read', async () => {
    const root = join(studio.folder, 'raw');
    await writeTinyDataset(root, 2, { width: 640, height: 480 });
    const calibration = join(studio.folder, 'stereo.xml');
    await copyFile(fixturePath('rectification/stereo.xml'), calibration);
    const wanted = {
      root,
      output: join(studio.folder, 'raw.fathom'),
      layout: 'auto',
      groundTruthEncoding: null,
    };
    const refused = await studio.send<ErrorAnswer>('POST', 'project/import', {
      ...wanted,
      calibration: '/etc/hostname',
    });
    expect(refused.error.tag).toBe('PathRefused');
    await studio.send('POST', 'project/import', { ...wanted, calibration });
    await studio.idle();
    const { item, problems } = await itemAt(1);
    expect(item.rigSource).toBe('stereo.xml');
    expect(item.cameras?.rectification).toMatchObject({ width: 640, height: 480 });
    expect(problems).toMatchObject([{ severity: 'rejected', tag: 'Unsupported', file: 'scene-2/disp0.pfm' }]);
  });
});

describe.skipIf(!hasSharedData)('chessboard pairs', () => {
  const numbers = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '11', '12', '13', '14'];
  const folder = () => join(studio.folder, 'chess');

  it('are found by their names, and told to be misaligned without a calibration', async () => {
    await mkdir(folder());
    const names = numbers.flatMap((number) => [`left${number}.jpg`, `right${number}.jpg`]);
    for (const name of names) await copyFile(join(sharedData, 'calib/opencv', name), join(folder(), name));
    await studio.importDataset(folder());
    expect((await rows()).map(({ name }) => name)).toEqual(numbers);
    const { item } = await itemAt(0);
    const { medianPx } = await studio.get<EpipolarAnswer>(`items/${item.id}/epipolar`);
    expect(medianPx).toBeGreaterThan(10);
    const { problems } = await studio.get<ProblemsAnswer>('problems');
    expect(problems.filter(({ tag }) => tag === 'NotRectified')).toMatchObject([
      { itemId: item.id, severity: 'doubtful', file: 'chess/left01.jpg' },
    ]);
  });

  it('are rectified by the calibration beside them, shown so, and matched so', async () => {
    for (const name of ['intrinsics.yml', 'extrinsics.yml']) {
      await copyFile(fixturePath(`rectification/${name}`), join(folder(), name));
    }
    await studio.importDataset(folder());
    const { item, assets, problems } = await itemAt(0);
    expect(item).toMatchObject({ width: 640, height: 480, rigSource: 'chess/intrinsics.yml' });
    expect(problems).toEqual([]);

    const { medianPx } = await studio.get<EpipolarAnswer>(`items/${item.id}/epipolar`);
    expect(medianPx).toBeLessThan(0.3);

    const asset = assets.find(({ role }) => role === 'right')!;
    const shown = await studio.fetch(`assets/${asset.id}/picture`);
    const { right, rectification } = item.cameras!;
    const expected = rectifyPicture(
      {
        picture: await loadPicture(join(folder(), 'right01.jpg')),
        built: right,
        to: rectification.right,
        width: 640,
        height: 480,
      },
      { checkCancelled: () => {} },
    );
    expect(Buffer.compare(new Uint8Array(await shown.arrayBuffer()), expected.data)).toBe(0);

    const method = 'sgbm:numDisparities=128,blockSize=5,mode=3way';
    const { runId } = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: [item.id] });
    await studio.idle();
    const { prediction, evaluation } = await studio.get<EvaluationAnswer>(
      `items/${item.id}/evaluation?run=${runId}`,
    );
    expect(prediction).toMatchObject({ state: 'done', quantity: 'disparity:px' });
    expect(studio.events).toContainEqual({ type: 'evaluated', runId, itemId: item.id });
    expect(evaluation).toBeNull();
    const raster = await studio.fetch(`rasters/${prediction!.rasterId}`);
    const values = new Float32Array(await raster.arrayBuffer());
    const share = values.filter((value) => !Number.isNaN(value)).length / values.length;
    // OpenCV's matcher with its own rectification answers on 57 % of these pixels; without, on 39 %.
    expect(share).toBeGreaterThan(0.5);
  });
});
