import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rectifyPicture } from '#domain/camera/rectifyPicture.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { loadCalibration } from '#frames/loadCalibration.ts';
import { fixturePath } from '#testing/fixture.ts';
import { openStudio } from '#testing/openStudio.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';
import { startRun } from './startRun.ts';

/** The network that takes both pictures, each by its own input. */
const feeds = (['left', 'right'] as const).map((side) => ({ tensorName: side, pictures: [side], scale: 1 }));

it.each([
  ['one picture', 'mean'],
  ['a pair', 'stereo'],
] as const)(
  'a network of %s answers alike for pictures rectified by the studio and before',
  async (_, name) => {
    const studio = await openStudio();
    onTestFinished(async () => {
      await studio.close();
      expect(studio.bugs).toEqual([]);
    });
    const { workspace, folder } = studio;
    const models = workspace.inference!.models;
    await mkdir(models.places.bundled, { recursive: true });
    const { input } = writeTinyNetwork(folder, name).manifest;
    const change = name === 'stereo' ? { input: { ...input!, feeds } } : {};
    const { manifest } = writeTinyNetwork(models.places.bundled, name, change);
    await writeFile(join(models.places.bundled, `${name}.json`), JSON.stringify(manifest));

    const taken = tinyStereo(1, 640, 480);
    const { cameras } = await loadCalibration([fixturePath('rectification/stereo.xml')], taken.left);
    const { width, height } = cameras!.rectification;
    const rectified = (side: 'left' | 'right') =>
      rectifyPicture(
        { picture: taken[side], built: cameras![side], to: cameras!.rectification[side], width, height },
        { checkCancelled: () => {} },
      );
    const root = join(folder, 'data');
    for (const place of ['raw', 'done']) await mkdir(join(root, place), { recursive: true });
    for (const side of ['left', 'right'] as const) {
      await writeFile(join(root, `raw/${side}-a.png`), await encodePicture(taken[side]));
      await writeFile(join(root, `done/${side}-a.png`), await encodePicture(rectified(side)));
    }
    await copyFile(fixturePath('rectification/stereo.xml'), join(root, 'raw/stereo.xml'));
    await studio.importDataset(root);

    const { project, queue } = workspace;
    const started = startRun(project, queue.add.bind(queue), { method: name, itemIds: null }, models);
    await queue.whenEnded(started.job.id);
    const predictions = project.predictions.ofRun(started.run.id);
    expect(predictions.map(({ state }) => state)).toEqual(['done', 'done']);
    const [first, second] = await Promise.all(
      predictions.map(({ rasterId }) => project.rasters.get(rasterId!)),
    );
    expect(first!.values).toEqual(second!.values);
    expect(new Set(first!.values).size).toBeGreaterThan(10);
  },
);
