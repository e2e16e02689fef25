import { unzipSync } from 'fflate';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Annotation } from '#domain/annotation/Annotation.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { JobRecord } from '#domain/records.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type {
  ComparisonAnswer,
  ErrorProfileAnswer,
  AnnotationEditAnswer,
  AnnotationsAnswer,
  EvaluationAnswer,
  ItemAnswer,
  ItemsAnswer,
  JobsAnswer,
  ProjectSummary,
  RegionsAnswer,
  RunSummaryAnswer,
  SessionAnswer,
  SetRecipeAnswer,
  StartRunAnswer,
} from './contract.ts';

const method = 'sgbm:numDisparities=16,blockSize=3';
let studio: TestStudio;
let runId: number;

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 4);
  await studio.importDataset(root);
  const started = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
  runId = started.runId;
  await studio.idle();
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const firstItem = async (): Promise<ItemAnswer> => {
  const { rows } = await studio.get<ItemsAnswer>('items?limit=1');
  return studio.get<ItemAnswer>(`items/${rows[0]!.id}`);
};

describe('the backend with an imported dataset and a run', () => {
  it('answers the session with the open project, which it remembers', async () => {
    const session = await studio.get<SessionAnswer>('session');
    expect(session).toMatchObject({ version: 'test', host: 'browser', notices: [] });
    expect(session.project).toMatchObject({
      name: 'tiny',
      itemCount: 4,
      rejectedCount: 0,
      runs: [{ id: runId, done: 4, failed: 0, total: 4, method: { spec: method } }],
    });
    expect(session.recentProjects).toEqual([{ path: join(studio.folder, 'tiny.fathom'), name: 'tiny' }]);
  });

  it('sorts items by a metric of the run and filters them by name', async () => {
    const ssimOf = ({ rows }: ItemsAnswer) => rows.map(({ metrics }) => metrics.ssim);
    const up = await studio.get<ItemsAnswer>(`items?sort=ssim&run=${runId}`);
    const down = await studio.get<ItemsAnswer>(`items?sort=ssim&descending=true&run=${runId}`);
    expect(ssimOf(up)).toEqual([...ssimOf(up)].sort((a, b) => a! - b!));
    expect(ssimOf(down)).toEqual([...ssimOf(up)].reverse());
    expect(up.rows.every(({ state, hasGroundTruth }) => state === 'done' && hasGroundTruth)).toBe(true);
    const found = await studio.get<ItemsAnswer>(`items?filter=CENE-3&limit=1`);
    expect(found).toMatchObject({ total: 1, rows: [{ name: 'scene-3', width: 96, height: 64 }] });
  });

  it('answers a comparison whose figures fit its maps', async () => {
    const { item } = await firstItem();
    const answer = await studio.get<EvaluationAnswer>(`items/${item.id}/evaluation?run=${runId}`);
    expect(answer.error).toBeNull();
    const { errorRasterId } = answer.evaluation!;
    const response = await studio.fetch(`rasters/${errorRasterId}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-raster-width': '96',
      'x-raster-height': '64',
      'x-raster-quantity': 'error:px',
      etag: `"${errorRasterId}"`,
    });
    const errors = new Float32Array(await response.arrayBuffer()).filter((value) => !Number.isNaN(value));
    const epe = errors.reduce((sum, value) => sum + Math.abs(value), 0) / errors.length;
    const stored = answer.metrics.find(({ scope, name }) => scope === 'all' && name === 'epe')!;
    expect(stored.pixels).toBe(errors.length);
    expect(stored.value).toBeCloseTo(epe, 6);
    expect(stored.value!).toBeLessThan(1);
  });

  it('answers 304 to an asker who has the raster, the map, the picture or the thumbnail', async () => {
    const { assets, item, predictions } = await firstItem();
    const asset = (role: string) => assets.find((candidate) => candidate.role === role)!.id;
    for (const path of [
      `rasters/${predictions[0]!.rasterId}`,
      `assets/${asset('disparity')}/raster`,
      `assets/${asset('left')}/picture`,
      `items/${item.id}/thumbnail`,
    ]) {
      const first = await studio.fetch(path);
      expect(first.status).toBe(200);
      const etag = first.headers.get('etag')!;
      expect(etag).toMatch(/^"[^"]+"$/);
      const again = await studio.fetch(path, { headers: { 'if-none-match': `"other", ${etag}` } });
      expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    }
  });

  it('answers the ground truth in pixels with NaN where there is none, and the picture in samples', async () => {
    const { assets } = await firstItem();
    const truth = await studio.fetch(`assets/${assets.find(({ role }) => role === 'disparity')!.id}/raster`);
    const values = new Float32Array(await truth.arrayBuffer());
    expect(values.length).toBe(96 * 64);
    expect(new Set(values)).toEqual(new Set([NaN, 3, 8]));
    const left = await studio.fetch(`assets/${assets.find(({ role }) => role === 'left')!.id}/picture`);
    expect(left.headers.get('x-raster-channels')).toBe('1');
    expect((await left.arrayBuffer()).byteLength).toBe(96 * 64);
  });

  it('answers a thumbnail as JPEG', async () => {
    const { item } = await firstItem();
    const response = await studio.fetch(`items/${item.id}/thumbnail`);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect([...new Uint8Array(await response.arrayBuffer()).subarray(0, 2)]).toEqual([0xff, 0xd8]);
  });

  it('summarises a run over its items', async () => {
    const { rows, run, recipe } = await studio.get<RunSummaryAnswer>(`runs/${runId}/summary`);
    expect(run.id).toBe(runId);
    expect(recipe.recipe).toEqual(defaultRecipe('disparity'));
    const epe = rows.find(({ scope, metric }) => scope === 'all' && metric === 'epe')!;
    expect(epe.items).toBe(4);
    expect(epe.mean).toBeGreaterThan(0);
  });

  it('answers how the errors of an item are spread', async () => {
    const { item } = await firstItem();
    const { profile } = await studio.get<ErrorProfileAnswer>(`items/${item.id}/error-profile?run=${runId}`);
    const { metrics } = await studio.get<EvaluationAnswer>(`items/${item.id}/evaluation?run=${runId}`);
    const compared = metrics.find(({ scope, name }) => scope === 'all' && name === 'epe')!.pixels;
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect([sum(profile!.counts), sum(profile!.bandCounts)]).toEqual([compared, compared]);
    expect(profile!.errorEdges).toHaveLength(profile!.counts.length + 1);
    expect((await studio.fetch(`items/${item.id}/error-profile?run=999`)).status).toBe(404);
  });

  it('compares a run with itself: nothing differs', async () => {
    const query = `a=${runId}&b=${runId}&metric=epe`;
    const same = await studio.get<ComparisonAnswer>(`comparison?${query}`);
    expect(same).toMatchObject({
      same: 4,
      better: { total: 0, first: [] },
      meanDifference: 0,
      regions: null,
    });
    expect((await studio.fetch(`comparison?a=${runId}&metric=epe`)).status).toBe(400);
    expect((await studio.fetch(`comparison?${query}&tolerance=much`)).status).toBe(400);
  });

  it('pages regions over the dataset, worst first', async () => {
    const tight = {
      ...defaultRecipe('disparity'),
      regions: { ssimBelow: 0.9, errorAbove: null, mergePx: 0, minAreaPx: 1 },
    };
    const { jobId } = await studio.send<SetRecipeAnswer>('PUT', 'recipe', { recipe: tight });
    expect(jobId).not.toBeNull();
    await studio.idle();
    const all = await studio.get<RegionsAnswer>(`regions?run=${runId}`);
    expect(all.total).toBeGreaterThan(4);
    const severities = all.rows.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
    const page = await studio.get<RegionsAnswer>(`regions?run=${runId}&offset=1&limit=2`);
    expect(page.rows.map(({ id }) => id)).toEqual(all.rows.slice(1, 3).map(({ id }) => id));
    expect(page.total).toBe(all.total);
    const { recipe } = await studio.get<ProjectSummary>('project');
    expect(recipe.recipe).toEqual(tight);
  });

  it('starts nothing new for a method that has run already', async () => {
    const again = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
    expect(again.runId).toBe(runId);
    await studio.idle();
    const { jobs } = await studio.get<JobsAnswer>('jobs');
    expect(jobs.find(({ id }) => id === again.jobId)).toMatchObject({ state: 'done', done: 4, failed: 0 });
  });
});

describe('annotations', () => {
  const makePolygon = (itemId: number, classId: number): Annotation => ({
    id: '6f2e1a52-9f0b-4a1e-8c61-0b6f5f3c2d10',
    itemId,
    classId,
    shape: {
      kind: 'polygon',
      parts: [
        [
          [20, 10],
          [70, 10],
          [70, 50],
          [20, 50],
        ],
      ],
    },
    note: 'the square',
  });

  it('edits, undoes and redoes, and compares the item again inside and outside the class', async () => {
    const { item } = await firstItem();
    const { classes } = await studio.get<ProjectSummary>('project');
    const thin = classes.find(({ name }) => name === 'thin')!;
    const polygon = makePolygon(item.id, thin.id);
    const diff = { added: [polygon], updated: [], removed: [] };
    const scopes = async (): Promise<Set<string>> => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await studio.idle();
      const { metrics } = await studio.get<EvaluationAnswer>(`items/${item.id}/evaluation?run=${runId}`);
      const found = metrics.map(({ scope }) => scope);
      return new Set(found.filter((scope) => !scope.startsWith('cause:')));
    };

    const edit = await studio.send<AnnotationEditAnswer>('POST', 'annotations/diff', { diff });
    expect(edit).toEqual({ diff, reviews: [], canUndo: true, canRedo: false });
    expect(await scopes()).toEqual(new Set(['all', 'class:thin', 'not-class:thin']));

    const undone = await studio.send<AnnotationEditAnswer>('POST', 'annotations/undo');
    expect(undone).toMatchObject({ diff: { removed: [polygon] }, canRedo: true });
    expect(await scopes()).toEqual(new Set(['all']));

    const redone = await studio.send<AnnotationEditAnswer>('POST', 'annotations/redo');
    expect(redone).toMatchObject({ diff: { added: [polygon] }, canUndo: true, canRedo: false });
    expect(await studio.get<AnnotationsAnswer>(`annotations?item=${item.id}`)).toEqual({
      annotations: [polygon],
    });
    expect(await studio.send<AnnotationEditAnswer>('POST', 'annotations/redo')).toMatchObject({ diff: null });
  });

  it('exports COCO, and imports it again', async () => {
    const coco = await studio.fetch('annotations/export?format=coco');
    expect(coco.headers.get('content-disposition')).toContain('.json');
    const text = await coco.text();
    expect(JSON.parse(text)).toMatchObject({
      images: expect.any(Array) as unknown[],
      annotations: [{ iscrowd: 0 }],
      categories: expect.any(Array) as unknown[],
    });
    const imported = await studio.fetch('annotations/import?format=coco', { method: 'POST', body: text });
    expect(await imported.json()).toEqual({ items: 1, shapes: 1, warnings: [] });
  });

  it('exports masks as a zip, whose pixels come back the same', async () => {
    const exported = async () =>
      new Uint8Array(await (await studio.fetch('annotations/export?format=masks')).arrayBuffer());
    const zip = await exported();
    expect(Object.keys(unzipSync(zip))).toEqual(['masks/thin/scene-1.png']);

    const { item } = await firstItem();
    const { annotations } = await studio.get<AnnotationsAnswer>(`annotations?item=${item.id}`);
    const diff = { added: [], updated: [], removed: annotations };
    await studio.send('POST', 'annotations/diff', { diff });
    expect(Object.keys(unzipSync(await exported()))).toEqual([]);
    const response = await studio.fetch('annotations/import?format=masks', { method: 'POST', body: zip });
    expect(await response.json()).toEqual({ items: 1, shapes: 1, warnings: [] });
    expect(await exported()).toEqual(zip);
  });

  it.each([
    ['COCO text that is no JSON', 'coco', '{"images":', 'BadFile'],
    ['JSON that is no COCO file', 'coco', '{"images":[]}', 'BadFile'],
    ['bytes that are no zip', 'masks', 'PNG', 'BadFile'],
  ])('refuses %s', async (_title, format, body, tag) => {
    const response = await studio.fetch(`annotations/import?format=${format}`, { method: 'POST', body });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { tag } });
  });

  it('adds and renames classes, and refuses to remove one that is used', async () => {
    const { classes } = await studio.get<ProjectSummary>('project');
    const added = { id: 0, name: 'wet', color: '#123456', key: 9 };
    const answer = await studio.send<{ classes: unknown[] }>('PUT', 'annotations/classes', {
      classes: [...classes, added],
    });
    expect(answer.classes).toHaveLength(classes.length + 1);
    const withoutThin = classes.filter(({ name }) => name !== 'thin');
    expect(await studio.send('PUT', 'annotations/classes', { classes: withoutThin })).toMatchObject({
      error: { tag: 'BadRequest' },
    });
  });
});

describe('reports', () => {
  it.each([
    ['html', 'text/html'],
    ['json', 'application/json'],
    ['csv', 'text/csv'],
  ])('answers a report as %s for download', async (format, mediaType) => {
    const response = await studio.fetch(`reports/${format}?run=${runId}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(mediaType);
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; .*\\.${format}"`));
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain('scene-1');
  });
});

describe('jobs', () => {
  it('cancels a run, whose items resume later', async () => {
    const started = await studio.send<StartRunAnswer>('POST', 'runs', {
      method: 'sgbm:mode=hh,numDisparities=16',
      itemIds: null,
    });
    const cancelled = await studio.send<JobRecord>('POST', `jobs/${started.jobId}/cancel`);
    expect(cancelled.state).toBe('cancelled');
    await studio.send('POST', `jobs/${started.jobId}/resume`);
    await studio.idle();
    const { jobs } = await studio.get<JobsAnswer>('jobs');
    expect(jobs.find(({ id }) => id === started.jobId)).toMatchObject({ state: 'done', done: 4, total: 4 });
  });

  it('sends job and evaluation events down the stream until the asker goes', async () => {
    const abort = new AbortController();
    const stream = await studio.fetch('events', { signal: abort.signal });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const text = (async () => {
      let heard = '';
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) heard += chunk;
      return heard;
    })();
    await studio.send('POST', 'runs', { method: 'sgbm:numDisparities=32', itemIds: null });
    await studio.idle();
    abort.abort();
    const events = (await text)
      .split('\n\n')
      .filter((part) => part.startsWith('data: '))
      .map((part) => JSON.parse(part.slice(6)) as { type: string });
    const types = new Set(events.map(({ type }) => type));
    expect([...types].sort()).toEqual(['evaluated', 'job', 'project']);
    expect(events.filter(({ type }) => type === 'evaluated')).toHaveLength(4);
  });
});
