import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CardFacts } from '#domain/review/CardFacts.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { encodePfm } from '#formats/pfm.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { tinyStereo, writeTinyDataset } from '#testing/tinyStereo.ts';
import {
  cardFactsHeader,
  type AnnotationEditAnswer,
  type AnnotationsAnswer,
  type GalleryAnswer,
  type GalleryRegion,
  type NextRegionAnswer,
  type ReviewAnswer,
  type ReviewProgressAnswer,
  type StartRunAnswer,
} from './contract.ts';

let studio: TestStudio;
let runId: number;
const size = { width: 120, height: 60 };

/** Two blocks that touch by a bridge, and one apart: wrong by as much. */
const isWrong = (x: number, y: number): boolean =>
  (y >= 8 && y < 28 && x >= 30 && x < 50) ||
  (y >= 16 && y < 20 && x >= 50 && x < 62) ||
  (y >= 8 && y < 28 && x >= 62 && x < 82) ||
  (y >= 40 && y < 52 && x >= 96 && x < 110);

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 2, size);
  await studio.importDataset(root);
  const folder = join(studio.folder, 'maps');
  await mkdir(folder);
  for (const seed of [1, 2]) {
    const { disparity } = tinyStereo(seed, size.width, size.height);
    const values = disparity.values.map((value, i) =>
      isWrong(i % size.width, Math.floor(i / size.width)) ? 14 : Number.isNaN(value) ? 3 : value,
    );
    await writeFile(join(folder, `scene-${seed}.pfm`), encodePfm({ ...disparity, values }));
  }
  ({ runId } = await studio.send<StartRunAnswer>('POST', 'predictions/import', {
    ...{ folder, method: 'planted', encoding: 'pixels' },
  }));
  await studio.idle();
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const regions = async (query = '') =>
  (await studio.get<GalleryAnswer>(`regions/gallery?run=${runId}${query}`)).rows;
const idsOf = (rows: readonly GalleryRegion[]) => rows.map(({ id }) => id).toSorted((a, b) => a - b);

it('the gallery carries the size of frames, and its cards are pictures of four tiles with facts', async () => {
  const rows = await regions();
  expect(rows.length).toBeGreaterThanOrEqual(4);
  expect(rows[0]).toMatchObject({ frame: size, isStale: false, review: null });
  for (const map of ['ssim', 'error']) {
    const response = await studio.fetch(`regions/${rows[0]!.id}/card?map=${map}`);
    expect(response.headers.get('content-type')).toBe('image/webp');
    const facts = JSON.parse(decodeURIComponent(response.headers.get(cardFactsHeader)!)) as CardFacts;
    expect(facts.reasons).toEqual([null, null, null, null]);
    expect(facts.range[0]).toBeLessThan(facts.range[1]);
    const { width, height } = await decodePicture(new Uint8Array(await response.arrayBuffer()), 'card');
    expect([width, height]).toEqual([4 * 176, 132]);
    const etag = response.headers.get('etag')!;
    const again = await studio.fetch(`regions/${rows[0]!.id}/card?map=${map}`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
  }
});

it('a review is said, counted and undone, with the annotation that was made of the region', async () => {
  const [region] = (await regions()) as [GalleryRegion];
  const said = await studio.send<ReviewAnswer>('POST', 'regions/review', {
    regionIds: [region.id],
    edit: { state: 'confirmed', cause: 'translucent', addTags: ['window'] },
    annotate: { classId: 'cause' },
  });
  expect(said).toMatchObject({ canUndo: true, reviews: [{ review: { cause: 'translucent' } }] });
  const annotations = () => studio.get<AnnotationsAnswer>(`annotations?item=${region.itemId}`);
  expect((await annotations()).annotations).toHaveLength(1);
  const progress = await studio.get<ReviewProgressAnswer>(`regions/progress?run=${runId}`);
  expect(progress).toMatchObject({ reviewed: 1, tags: [{ name: 'window', regions: 1 }] });
  expect(progress.accuracy.find(({ cause }) => cause === 'translucent')?.recall.of).toBe(1);
  const next = await studio.get<NextRegionAnswer>(`regions/next?run=${runId}&place=-1&step=1`);
  expect(next.place).toBe(1);

  const undone = await studio.send<AnnotationEditAnswer>('POST', 'annotations/undo');
  expect(undone.reviews).toEqual([{ regionId: region.id, itemId: region.itemId, review: null }]);
  expect((await annotations()).annotations).toEqual([]);
  await studio.idle();
});

it('a region is split at its narrow place and merged again; the parts are measured, and undo finds the one again', async () => {
  const before = await regions();
  const [dumbbell] = before.filter(({ bbox }) => bbox[2] > 40) as [GalleryRegion];
  const edit = { state: 'confirmed' } as const;
  await studio.send<ReviewAnswer>('POST', 'regions/review', { regionIds: [dumbbell.id], edit });
  await studio.send<ReviewAnswer>('POST', 'regions/split', { regionId: dumbbell.id, line: null });
  const split = await regions();
  expect(split).toHaveLength(before.length + 1);
  const parts = split.filter(({ itemId, bbox }) => itemId === dumbbell.itemId && bbox[1] < 30);
  expect(parts.map(({ areaPx }) => areaPx).reduce((a, b) => a + b)).toBe(dumbbell.areaPx);
  expect(parts.map(({ errorSum }) => errorSum).reduce((a, b) => a + b)).toBeCloseTo(dumbbell.errorSum, 5);
  expect(idsOf(parts)).toContain(dumbbell.id);

  await studio.send('POST', 'regions/merge', { regionIds: idsOf(parts) });
  const merged = (await regions()).find(({ id }) => id === dumbbell.id);
  expect(merged).toMatchObject({ areaPx: dumbbell.areaPx, review: edit });

  for (const expected of [before.length + 1, before.length]) {
    await studio.send('POST', 'annotations/undo');
    await expect.poll(async () => (await regions()).length, { timeout: 20_000 }).toBe(expected);
  }
  const whole = (await regions()).find(({ id }) => id === dumbbell.id);
  expect(whole).toMatchObject({ areaPx: dumbbell.areaPx, review: edit });
});

it('cuts are done again when the frame is compared again', async () => {
  const before = await regions();
  const [dumbbell] = before.filter(({ bbox }) => bbox[2] > 40) as [GalleryRegion];
  const line = [
    [56, 0],
    [56, 60],
  ];
  await studio.send('POST', 'regions/split', { regionId: dumbbell.id, line });
  const split = idsOf(await regions());
  studio.workspace.project.evaluations.markStale([dumbbell.itemId]);
  studio.workspace.edits.evaluateNow();
  await studio.idle();
  expect(idsOf(await regions())).toEqual(split);
  await studio.send('POST', 'annotations/undo');
  await expect.poll(async () => (await regions()).length, { timeout: 20_000 }).toBe(before.length);
});

it('refuses cuts that change nothing, regions of two frames and strange words, and says why', async () => {
  const rows = await regions();
  const block = rows.find(({ bbox }) => bbox[0] > 85)!;
  const refusal = async (path: string, body: object) => {
    const response = await studio.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return `${response.status} ${await response.text()}`;
  };
  expect(await refusal('regions/split', { regionId: block.id, line: null })).toMatch(
    /^4.*no step of depth and no narrow place/,
  );
  const others = rows.filter(({ itemId }) => itemId !== block.itemId);
  expect(await refusal('regions/merge', { regionIds: [block.id, others[0]!.id] })).toMatch(
    /^400.*regions of one frame/,
  );
  expect(await refusal('regions/review', { regionIds: [block.id], edit: { state: 'maybe' } })).toMatch(
    /^400.*edit.state/,
  );
  expect(await refusal('regions/review', { regionIds: [99_999], edit: {} })).toMatch(/^404/);
  expect((await studio.fetch(`regions/gallery?run=${runId}&sort=beauty`)).status).toBe(400);
});
