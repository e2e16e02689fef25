import { describe, expect, it } from 'vitest';
import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import { noFilter } from '#domain/items/ItemFilter.ts';
import type { FoundItem } from './ItemStore.ts';
import { foundItems, itemSize, writeAsset } from '#testing/foundItems.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';

const camera = { focalXPx: 9, focalYPx: 9.5, cxPx: 3.5, cyPx: 2.5, distortion: [0.1, -0.2, 0, 0] };
const rectifiedCamera = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], focalPx: 9, cxPx: 3.5, cyPx: 2.5 } as const;
const cameras: StereoCameras = {
  ...itemSize,
  left: camera,
  right: camera,
  rectification: { left: rectifiedCamera, right: rectifiedCamera, baselineM: 0.1, ...itemSize },
};
const measured = { matches: 40, medianPx: 2.5, p90Px: 3, medianDisparityPx: 12 };
const misaligned = {
  severity: 'doubtful',
  tag: 'NotRectified',
  message: 'the rows do not correspond',
  fields: { medianPx: 2.5 },
} as const;

describe('importing items', () => {
  it('keeps an item with its files, calibration and problems', async () => {
    const project = await makeProject({ items: 0 });
    const [found] = foundItems(project.folder, 1) as [FoundItem];
    const problem = {
      file: 'data/left-0.bin',
      severity: 'doubtful',
      tag: 'EncodingUnknown',
      message: 'two readings are plausible',
      fields: { file: 'data/left-0.bin', expected: 256, found: null },
    } as const;
    const [id] = project.items.upsert([{ ...found, problems: [problem] }]);
    expect(project.items.get(id!)).toEqual({
      id,
      name: 'frames/0',
      ...itemSize,
      rig: found.rig,
      rigSource: 'data/calib.txt',
      cameras: null,
    });
    expect(project.items.assets(id!)).toEqual(
      found.assets.map((asset, index) => ({ ...asset, id: index + 1, itemId: id, isMissing: false })),
    );
    expect(project.items.asset(3).encoding).toEqual(found.assets[2]!.encoding);
    expect(project.problems.ofItem(id!)).toEqual([{ ...problem, id: 1, itemId: id }]);
  });

  it('updates an item of the same name in place and keeps the ids of its files', async () => {
    const project = await makeProject({ items: 0 });
    const found = foundItems(project.folder, 2);
    const ids = project.items.upsert(found);
    const assets = project.items.assets(ids[0]!);
    const again = project.items.upsert([
      found[1]!,
      { ...found[0]!, rig: null, rigSource: null, assets: found[0]!.assets.slice(0, 2) },
    ]);
    expect(again).toEqual([ids[1], ids[0]]);
    expect(project.items.count()).toBe(2);
    expect(project.items.assets(ids[0]!)).toEqual(assets.slice(0, 2));
    expect(project.items.get(ids[0]!)).toMatchObject({ rig: null, rigSource: null });
  });

  it('writes all of a batch or nothing', async () => {
    const project = await makeProject({ items: 0 });
    const [first, second] = foundItems(project.folder, 2) as [FoundItem, FoundItem];
    expect(() => project.items.upsert([first, { ...second, width: 0 }])).toThrow(/CHECK constraint/);
    expect(project.items.count()).toBe(0);
  });

  it('keeps results when nothing changed, marks them stale when ground truth or a picture did', async () => {
    const project = await makeProject({ items: 1 });
    const [found] = foundItems(project.folder, 1) as [FoundItem];
    const run = makeRun(project);
    const [itemId] = project.items.ids() as [number];
    const [leftFile, rightFile] = found.assets;
    const inputs = { left: leftFile!.sha256, right: rightFile!.sha256 };
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2, inputs });
    project.items.upsert([found]);
    expect(project.evaluations.of(run.id, itemId).stale).toBe(false);

    const [left, right] = found.assets as [FoundItem['assets'][0], FoundItem['assets'][0]];
    const truth = writeAsset(project.folder, 'disparity', 'another truth');
    project.items.upsert([{ ...found, assets: [left, right, truth] }]);
    expect(project.evaluations.of(run.id, itemId)).toMatchObject({ stale: true, error: null });
    expect(project.runs.pending(run.id)).toEqual([]);

    const picture = writeAsset(project.folder, 'left', 'another picture');
    project.items.upsert([{ ...found, assets: [picture, right, truth] }]);
    expect(project.predictions.of(run.id, itemId)).toMatchObject({ state: 'done', isStale: true });
    expect(project.runs.get(run.id)).toMatchObject({ done: 1, stale: 1 });
    expect(project.evaluations.metricsOf(run.id)).toEqual([]);
    expect(project.runs.retryStale(run.id)).toBe(1);
    expect(project.runs.pending(run.id)).toEqual([itemId]);
    expect((await project.verify()).problems).toEqual([]);
  });

  it('keeps a map that was made elsewhere when a picture changed', async () => {
    const project = await makeProject({ items: 1 });
    const [found] = foundItems(project.folder, 1) as [FoundItem];
    const [itemId] = project.items.ids() as [number];
    const run = project.runs.create({
      method: { spec: 'network', kind: 'imported', options: {} },
      recipeHash: 'recipe-1',
      itemIds: [itemId],
    });
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2 });
    const picture = writeAsset(project.folder, 'left', 'another picture');
    project.items.upsert([{ ...found, assets: [picture, ...found.assets.slice(1)] }]);
    expect(project.predictions.of(run.id, itemId)?.state).toBe('done');
    expect(project.evaluations.of(run.id, itemId).stale).toBe(true);
  });
});

describe('calibration', () => {
  it('that rectifies is kept whole; with another one, what was matched and measured before is dropped', async () => {
    const project = await makeProject({ items: 1 });
    const [found] = foundItems(project.folder, 1) as [FoundItem];
    const [itemId] = project.items.ids() as [number];
    const run = makeRun(project);
    project.items.upsert([{ ...found, cameras }]);
    expect(project.items.get(itemId).cameras).toEqual(cameras);
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2 });
    project.epipolar.save(itemId, measured, { ...misaligned, file: 'data/left-0.bin' });

    project.items.upsert([{ ...found, cameras }]);
    expect(project.predictions.of(run.id, itemId)?.state).toBe('done');
    expect(project.epipolar.of(itemId)).toEqual(measured);
    expect(project.problems.ofItem(itemId)).toMatchObject([misaligned]);

    project.items.upsert([{ ...found, cameras: null }]);
    expect(project.items.get(itemId).cameras).toBeNull();
    expect(project.predictions.of(run.id, itemId)).toBeNull();
    expect(project.runs.pending(run.id)).toEqual([itemId]);
    expect(project.epipolar.of(itemId)).toBeNull();
    expect(project.problems.ofItem(itemId)).toEqual([]);
  });

  it('given by the user survives a re-import and makes evaluations stale', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const run = makeRun(project);
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2 });
    const rig = { focalPx: 721.5377, cxPx: 3, cyPx: 2, baselineM: null, doffsPx: 1.5, ...itemSize };
    expect(project.items.setRig(itemId, rig)).toMatchObject({ rig, rigSource: 'given' });
    expect(project.evaluations.of(run.id, itemId).stale).toBe(true);
    project.items.upsert(foundItems(project.folder, 1));
    expect(project.items.get(itemId)).toMatchObject({ rig, rigSource: 'given' });
    expect(project.items.setRig(itemId, null)).toMatchObject({ rig: null, rigSource: null });
    expect(() => project.items.setRig(99, rig)).toThrow(
      expect.objectContaining({ tag: 'NotFound', message: 'there is no item 99' }),
    );
  });
});

describe('the item list', () => {
  it('is in natural order of names', async () => {
    const project = await makeProject({ items: 12 });
    const names = project.items.all().map((item) => item.name);
    expect(names.slice(0, 3)).toEqual(['frames/0', 'frames/1', 'frames/2']);
    expect(names.slice(-2)).toEqual(['frames/10', 'frames/11']);
    expect(project.items.ids()).toEqual(project.items.all().map((item) => item.id));
  });

  it('pages, filters by part of the name in any case, and counts what matches', async () => {
    const project = await makeProject({ items: 12 });
    const query = {
      offset: 1,
      limit: 2,
      sort: 'name',
      descending: true,
      filter: { ...noFilter, name: 'AMES/1' },
      runId: null,
    };
    const { total, rows } = project.items.page(query);
    expect(total).toBe(3);
    expect(rows.map((row) => row.name)).toEqual(['frames/10', 'frames/1']);
    expect(rows[0]).toEqual({
      id: 11,
      name: 'frames/10',
      ...itemSize,
      hasGroundTruth: true,
      problems: 0,
      annotations: 0,
      isMissing: false,
      tags: [],
      split: '',
      hasNote: false,
      state: null,
      metrics: {},
    });
    expect(project.items.page({ ...query, filter: { ...noFilter, name: '%' } }).total).toBe(0);
  });

  it('sorts by a metric of the asked run, either way, with items that lack it at the end', async () => {
    const project = await makeProject({ items: 4 });
    const [a, b, c, d] = project.items.ids() as [number, number, number, number];
    const run = makeRun(project);
    const other = makeRun(project, 'sgbm:mode=hh');
    for (const [itemId, epe] of [
      [a, 2],
      [b, 3],
      [c, 1],
    ] as const) {
      await saveEvaluated(project, { runId: run.id, itemId }, { epe });
    }
    await saveEvaluated(project, { runId: other.id, itemId: d }, { epe: 9 });
    project.predictions.saveFailed({
      runId: run.id,
      itemId: d,
      error: { tag: 'BadFile', message: 'cut', fields: {} },
      elapsedMs: 0,
    });
    const query = { offset: 0, limit: 10, sort: 'epe', descending: true, runId: run.id };
    expect(project.items.page(query).rows.map((row) => row.id)).toEqual([b, a, c, d]);
    const ascending = project.items.page({ ...query, descending: false });
    expect(ascending.rows.map((row) => [row.id, row.state, row.metrics])).toEqual([
      [c, 'done', { epe: 1 }],
      [a, 'done', { epe: 2 }],
      [b, 'done', { epe: 3 }],
      [d, 'failed', {}],
    ]);
    const failedOnly = { ...noFilter, state: 'failed' } as const;
    const failed = project.items.page({ ...query, filter: failedOnly });
    expect([failed.total, failed.rows.map((row) => row.id)]).toEqual([1, [d]]);
    expect(project.items.page({ ...query, filter: failedOnly, runId: other.id }).total).toBe(0);
  });
});
