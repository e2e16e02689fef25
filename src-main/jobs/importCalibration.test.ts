import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { encodePicture } from '#formats/encodePng.ts';
import { openStudio } from '#testing/openStudio.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';

it('a calibration for all items that is not there ends the import, once and with its path', async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const root = join(studio.folder, 'data');
  const { left, right } = tinyStereo(1);
  await mkdir(root);
  await writeFile(join(root, 'left-a.png'), await encodePicture(left));
  await writeFile(join(root, 'right-a.png'), await encodePicture(right));
  const calibration = join(studio.folder, 'nowhere.yml');
  const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null, calibration };
  const { id } = await studio.workspace.importDataset(request);
  const job = await studio.workspace.queue.whenEnded(id);
  expect(job).toMatchObject({
    state: 'failed',
    error: { tag: 'FileMissing', fields: { file: calibration } },
  });
  expect(studio.workspace.project.items.ids()).toEqual([]);
});
