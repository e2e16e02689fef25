import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { causeMasks } from '#domain/regions/causeMasks.ts';
import { encodePfm } from '#formats/pfm.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { tinyStereo, writeTinyDataset } from '#testing/tinyStereo.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1);
  await studio.importDataset(root);
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

/** The truth, but 4 px too far in the square's left half and holes in its first rows. */
async function importWrongMaps(): Promise<void> {
  const folder = join(studio.folder, 'made-elsewhere');
  await mkdir(folder, { recursive: true });
  const { disparity } = tinyStereo(1);
  const values = disparity.values.map((d, i) => (d === 8 && i % disparity.width < 45 ? 4 : d));
  await writeFile(join(folder, 'scene-1.pfm'), encodePfm({ ...disparity, values }));
  const encoding = 'quantity=disparity,scale=1,invalid=0';
  await studio.send('POST', 'predictions/import', { folder, method: 'wrong', encoding });
  await studio.idle();
}

it('makes the numbers over the pixels of each cause’s regions, anew when a person corrects a cause', async () => {
  await importWrongMaps();
  const { project, edits } = studio.workspace;
  const [run] = project.runs.list();
  const [itemId] = project.items.ids();
  const stored = () => project.evaluations.of(run!.id, itemId!);
  const byCause = (scope: string) => stored().metrics.filter((metric) => metric.scope === scope);
  const scopes = () =>
    [...new Set(stored().metrics.map(({ scope }) => scope))].filter((s) => s.startsWith('cause:'));
  const { regions } = stored();
  expect(regions.length).toBeGreaterThan(0);
  expect(scopes()).toEqual([...new Set(regions.map(({ cause }) => `cause:${cause}`))].sort());

  const { disparity } = tinyStereo(1);
  const [{ name, mask }] = causeMasks(regions, disparity) as [ReturnType<typeof causeMasks>[number]];
  const inside = [...disparity.values.keys()].filter((i) => mask.data[i] === 1 && disparity.values[i]! > 0);
  const wrong = inside.filter((i) => disparity.values[i] === 8 && i % disparity.width < 45).length;
  expect(byCause(name).find((metric) => metric.name === 'epe')).toMatchObject({
    value: (4 * wrong) / inside.length,
    pixels: inside.length,
    coverage: 1,
  });

  const regionIds = regions.map(({ id }) => id);
  edits.reviewRegions({ regionIds, edit: { cause: 'translucent' }, annotate: null });
  await soon(() => scopes().join() === 'cause:translucent');
  edits.reviewRegions({ regionIds, edit: { state: 'rejected' }, annotate: null });
  await soon(() => scopes().length === 0);
});

it('has nothing to make where a comparison is gone, and says what is due', async () => {
  const project = await makeProject({ items: 1 });
  onTestFinished(() => project.close());
  const [itemId] = project.items.ids();
  const { id: runId } = makeRun(project);
  const place = { runId, itemId: itemId! };
  const { id } = await saveEvaluated(project, place, { epe: 1 });
  expect(project.causeNumbers.isDue(id)).toBe(false);
  const regions = [regionDraft({ rank: 1, severity: 0.5, bbox: [0, 0, 2, 2] })];
  const again = await saveEvaluated(project, place, { epe: 1, regions });
  expect(project.causeNumbers.isDue(again.id)).toBe(true);
  expect(project.causeNumbers.places(again.id)).toHaveLength(1);
  const numbers = [{ scope: 'cause:sky', name: 'epe', value: 3, coverage: 1, pixels: 4 }];
  project.causeNumbers.save(again.id, numbers);
  project.causeNumbers.save(id + 100, numbers);
  expect(project.causeNumbers.isDue(again.id)).toBe(false);
  const { metrics } = project.evaluations.of(runId, itemId!);
  expect(metrics.map(({ scope }) => scope)).toEqual(['all', 'cause:sky']);
});

async function soon(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { timeout: 20_000, interval: 50 }).toBe(true);
}
