import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startRun } from '#jobs/startRun.ts';
import { openStudio } from '#testing/openStudio.ts';
import { tinyStereo, writeTinyDataset } from '#testing/tinyStereo.ts';
import { loadItemMaps } from './loadItemMaps.ts';

it('leaves out of the ground truth what the mask beside it leaves out', async () => {
  const studio = await openStudio();
  const root = join(studio.folder, 'data');
  await writeTinyDataset(root, 1);
  const { width, height, values } = tinyStereo(1).disparity;
  const valid = Uint8Array.from(values, (_, i) => (i % width < 40 ? 0 : 255));
  await writeFile(
    join(root, 'scene-1/valid.pgm'),
    Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), valid]),
  );
  const { workspace } = studio;
  await studio.send('POST', 'project/import', {
    root,
    output: `${root}.fathom`,
    layout: 'auto',
    groundTruthEncoding: 'quantity=disparity,valid-where=disp0.pfm>valid.pgm',
  });
  await studio.idle();
  const { project, queue } = workspace;
  const request = { method: 'sgbm:numDisparities=16,blockSize=3', itemIds: null };
  const { job, run } = startRun(project, (draft) => queue.add(draft), request);
  await queue.whenEnded(job.id);
  const [item] = project.items.all();
  const { groundTruth } = await loadItemMaps(project, run.id, item!.id, project.recipes.inForce()!.recipe);
  expect(groundTruth.note).toBeNull();
  const shown = groundTruth.value!.values;
  const expected = values.map((value, i) => (valid[i] === 0 ? NaN : value));
  expect(shown).toEqual(Float32Array.from(expected));
  await studio.close();
});
