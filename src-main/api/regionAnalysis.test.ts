import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causeShares } from '#domain/regions/CauseCounts.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type {
  ErrorAnswer,
  FailureChangesAnswer,
  RecallAnswer,
  RegionCountsAnswer,
  RegionGroupsAnswer,
  RegionsAnswer,
  RegionSettingsAnswer,
  SetRegionSettingsAnswer,
  StartRunAnswer,
} from './contract.ts';

const methods = ['sgbm:numDisparities=16,blockSize=3', 'block:numDisparities=16'];
let studio: TestStudio;
let runs: number[] = [];

/** A strict rule, so that matchers fail on so simple a scene; a square of the first scene is annotated. */
beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 2);
  const { recipe } = await studio.importDataset(root);
  const regions = { ssimBelow: 0.9, errorAbove: { absolute: 0.1, relative: 0 }, mergePx: 2, minAreaPx: 4 };
  await studio.send('PUT', 'recipe', { recipe: { ...recipe.recipe, regions } });
  const { project } = studio.workspace;
  const classId = project.annotations.classes().find(({ name }) => name === 'thin')!.id;
  const outline = [
    [0, 0],
    [40, 0],
    [40, 40],
    [0, 40],
  ] as const;
  const shape = { kind: 'polygon', parts: [outline] } as const;
  const [itemId] = project.items.ids();
  const id = '00000000-0000-4000-8000-000000000001';
  const added = [{ id, itemId: itemId!, classId, shape, note: '' }];
  project.annotations.applyDiff({ added, updated: [], removed: [] });
  for (const method of methods) {
    const { runId } = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
    runs = [...runs, runId];
    await studio.idle();
  }
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const regionsOf = (run: number) => studio.get<RegionsAnswer>(`regions?run=${run}&limit=1000`);

describe('the analysis of regions', () => {
  it('counts the error of runs side by side, by cause, so that all of it is told', async () => {
    const { runs: counted } = await studio.get<RegionCountsAnswer>(`regions/counts?runs=${runs.join(',')}`);
    expect(counted.map(({ run, frames }) => [run.id, frames])).toEqual(runs.map((id) => [id, 2]));
    for (const counts of counted) {
      const { total } = await regionsOf(counts.run.id);
      expect(counts.cells.reduce((sum, { regions }) => sum + regions, 0)).toBe(total);
      const shares = causeShares(counts);
      expect(shares.reduce((sum, { errorShare }) => sum + errorShare!, 0)).toBeCloseTo(1, 9);
      expect(shares.reduce((sum, { pixelShare }) => sum + pixelShare!, 0)).toBeCloseTo(1, 9);
    }
  });

  it('says who fails where, and lists one cause where it is asked for', async () => {
    const [a, b] = runs as [number, number];
    const changes = await studio.get<FailureChangesAnswer>(`regions/comparison?a=${a}&b=${b}`);
    expect(changes.items).toBe(2);
    const sum = (part: 'fixed' | 'kept' | 'added') =>
      changes.byCause.reduce((total, change) => total + change[part].regions, 0);
    expect([sum('fixed'), sum('kept'), sum('added')]).toEqual([
      changes.fixed.total,
      changes.kept.total,
      changes.added.total,
    ]);
    expect(changes.kept.total + changes.added.total).toBe((await regionsOf(b)).total);
    const none = await studio.get<FailureChangesAnswer>(`regions/comparison?a=${a}&b=${b}&cause=sky`);
    expect(none.byCause).toEqual(changes.byCause);
    expect(none.added.first.every(({ cause }) => cause === 'sky')).toBe(true);
    const itself = await studio.get<FailureChangesAnswer>(`regions/comparison?a=${a}&b=${a}`);
    expect([itself.fixed.total, itself.added.total]).toEqual([0, 0]);
  });

  it('groups alike failures with an example, every region in one group', async () => {
    const { groups, grouped, left } = await studio.get<RegionGroupsAnswer>(`regions/groups?run=${runs[1]}`);
    expect(left).toBe(0);
    expect(groups.reduce((sum, { regions }) => sum + regions, 0)).toBe(grouped);
    expect(grouped).toBe((await regionsOf(runs[1]!)).total);
    for (const { cause, example } of groups) expect(example.cause).toBe(cause);
  });

  it('asks annotated objects for the regions that lie on them', async () => {
    const recall = await studio.get<RecallAnswer>(`regions/recall?run=${runs[1]}&coverage=0.01`);
    expect(recall).toMatchObject({ frames: 1, classes: [{ className: 'thin', objects: 1 }] });
  });

  it('looks for failures again with other limits, and again with the usual ones', async () => {
    const before = await regionsOf(runs[0]!);
    const { settings } = await studio.get<RegionSettingsAnswer>('regions/settings');
    expect(settings).toEqual(defaultRegionSettings);
    const stricter = { ...settings, strong: 1, limits: { 'texture-free': { plainShare: 1 } } };
    const set = (wanted: object) =>
      studio.send<SetRegionSettingsAnswer>('PUT', 'regions/settings', { settings: wanted });
    expect((await set(stricter)).jobId).not.toBeNull();
    await studio.idle();
    const after = await regionsOf(runs[0]!);
    expect(after.rows.map(({ id }) => id).sort()).toEqual(before.rows.map(({ id }) => id).sort());
    expect(after.rows.every(({ cause, causes }) => cause === 'unexplained' || causes[0]!.score === 1)).toBe(
      true,
    );
    await set(settings);
    await studio.idle();
    expect((await regionsOf(runs[0]!)).rows).toEqual(before.rows);
    expect((await set(settings)).jobId).toBeNull();
  });

  it('refuses what is not there or not legal, naming it', async () => {
    const tagOf = async (path: string) => (await studio.get<ErrorAnswer>(path)).error.tag;
    expect(await tagOf('regions/counts')).toBe('BadRequest');
    expect(await tagOf('regions/counts?runs=x')).toBe('BadRequest');
    expect(await tagOf('regions/counts?runs=99')).toBe('NotFound');
    expect(await tagOf('regions/comparison?a=1')).toBe('BadRequest');
    expect(await tagOf('regions/groups?run=99')).toBe('NotFound');
    expect(await tagOf(`regions/recall?run=${runs[0]}&coverage=2`)).toBe('BadRequest');
    const refused = await studio.send<ErrorAnswer>('PUT', 'regions/settings', { settings: { strong: 1 } });
    expect(refused.error).toMatchObject({ tag: 'InvalidOption' });
  });
});
