import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ConfidenceAnswer,
  CostCurveAnswer,
  ErrorAnswer,
  ItemsAnswer,
  PhotometricAnswer,
  StartRunAnswer,
} from './contract.ts';
import { readCostCurve } from '#domain/stereo/readCostCurve.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';

const method = 'sgbm:numDisparities=16,blockSize=3,speckleWindowSize=0';
/** The map is smoothed by a median after the choice. */
const oneStepPx = 1 / 16;
let studio: TestStudio;
let runId: number;
let itemId: number;

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1, { width: 320, height: 160 });
  await studio.importDataset(root);
  runId = (await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null })).runId;
  await studio.idle();
  itemId = (await studio.get<ItemsAnswer>('items')).rows[0]!.id;
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const valuesOf = async (id: string) => {
  const response = await studio.fetch(`rasters/${id}`);
  return {
    quantity: response.headers.get('x-raster-quantity'),
    values: new Float32Array(await response.arrayBuffer()),
  };
};

describe('the photometric check of an item', () => {
  it('explains a scene whose map is right, with its maps and numbers', async () => {
    const answer = await studio.get<PhotometricAnswer>(`items/${itemId}/photometric?run=${runId}`);
    expect(answer).toMatchObject({ noRightView: null, checked: 'prediction' });
    const { numbers } = answer;
    expect(numbers.photometric.value!).toBeLessThan(0.05);
    expect(numbers.unwarped.value!).toBeGreaterThan(0.3);
    expect(numbers.leftRight.value!).toBeLessThan(0.2);
    const error = await valuesOf(answer.errorRasterId);
    expect(error.quantity).toBe('photometric');
    const valid = error.values.filter((value) => !Number.isNaN(value));
    expect(valid.length).toBe(numbers.photometric.pixels);
    expect(valid.reduce((sum, value) => sum + value, 0) / valid.length).toBeCloseTo(
      numbers.photometric.value!,
      5,
    );
    expect((await valuesOf(answer.visibilityRasterId)).quantity).toBe('visibility');
    expect((await valuesOf(answer.smoothnessRasterId)).quantity).toBe('smoothness');
    expect((await valuesOf(answer.leftRightRasterId!)).quantity).toBe('error:px');
  });

  it('answers the same again', async () => {
    const ask = () => studio.get<PhotometricAnswer>(`items/${itemId}/photometric?run=${runId}`);
    expect(await ask()).toEqual(await ask());
  });

  it('names what is missing', async () => {
    const without = await studio.get<ErrorAnswer>(`items/${itemId}/photometric`);
    expect(without.error).toMatchObject({
      tag: 'BadRequest',
      message: 'run must be the id of a run, found nothing',
    });
    const unknown = await studio.get<ErrorAnswer>(`items/${itemId}/photometric?run=99`);
    expect(unknown.error.tag).toBe('NotFound');
  });
});

describe('a preview', () => {
  const preview = (body: object, init: RequestInit = {}) =>
    studio.fetch(`items/${itemId}/preview`, {
      ...init,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method, visible: null, slot: 'test', ...body }),
    });

  it('of the whole frame is what a run gives', async () => {
    const response = await preview({});
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-raster-width': '320',
      'x-raster-height': '160',
      'x-raster-quantity': 'disparity:px',
      'x-preview-x': '0',
      'x-preview-matched-width': '320',
      'cache-control': 'no-store',
    });
    const { rasterId } = studio.workspace.project.predictions.of(runId, itemId)!;
    expect(new Float32Array(await response.arrayBuffer())).toEqual((await valuesOf(rasterId!)).values);
  });

  it('of the visible part is cut from less than the frame, and agrees with it', async () => {
    const response = await preview({ visible: [150, 60, 60, 40] });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-raster-width': '60',
      'x-raster-height': '40',
      'x-preview-x': '150',
      'x-preview-y': '60',
      'x-preview-matched-width': '130',
      'x-preview-matched-height': '94',
    });
    const part = new Float32Array(await response.arrayBuffer());
    const whole = new Float32Array(await (await preview({})).arrayBuffer());
    const expected = Array.from(
      { length: 60 * 40 },
      (_, i) => whole[(60 + Math.floor(i / 60)) * 320 + 150 + (i % 60)],
    );
    expect([...part]).toEqual(expected);
  });

  it('ends the one before it in its slot', async () => {
    const slow = preview({ method: 'sgbm:mode=hh,numDisparities=256' });
    const fast = preview({});
    expect((await slow).status).toBe(499);
    expect((await fast).status).toBe(200);
  });

  it.each([
    [{ method: 'sgbm:blockSize=99' }, 'InvalidOption'],
    [{ method: '' }, 'BadRequest'],
    [{ visible: [300, 0, 50, 50] }, 'BadRequest'],
    [{ visible: [0, 0, 50] }, 'BadRequest'],
    [{ slot: 7 }, 'BadRequest'],
  ])('is refused with %o', async (body, tag) => {
    const response = await preview(body);
    expect(response.status).toBe(400);
    expect((await response.json()) as ErrorAnswer).toMatchObject({ error: { tag } });
  });
});

describe('the cost curve at a pixel', () => {
  const curve = (body: object) =>
    studio.send<CostCurveAnswer>('POST', `items/${itemId}/cost-curve`, { method, slot: 'curve', ...body });

  it('has its minimum where the map has its disparity', async () => {
    const { rasterId } = studio.workspace.project.predictions.of(runId, itemId)!;
    const map = (await valuesOf(rasterId!)).values;
    for (const [x, y] of [
      [200, 80],
      [120, 60],
      [40, 20],
    ] as const) {
      const { curve: found, around } = await curve({ x, y, stage: 'aggregated' });
      expect(around).toBeNull();
      expect(found!.disparities).toEqual(Array.from({ length: 16 }, (_, d) => d));
      const reading = readCostCurve(found!.disparities, found!.aggregatedCost!)!;
      expect(Math.abs(reading.chosen - map[y * 320 + x]!)).toBeLessThanOrEqual(oneStepPx);
    }
  });

  it('is raw at once, and nothing where the range does not fit', async () => {
    expect((await curve({ x: 200, y: 80, stage: 'raw' })).curve!.aggregatedCost).toBeNull();
    expect(await curve({ x: 3, y: 80, stage: 'raw' })).toEqual({ curve: null, around: null });
  });

  it('refuses a pixel outside the picture', async () => {
    const refused = (await curve({ x: 320, y: 0, stage: 'raw' })) as unknown as ErrorAnswer;
    expect(refused.error).toMatchObject({
      tag: 'BadRequest',
      message: 'the pixel must lie in the picture of 320 × 160; found 320, 0',
    });
  });
});

describe('confidence', () => {
  it('comes as two maps of the project, and as the same ones again', async () => {
    const ask = () =>
      studio.send<ConfidenceAnswer>('POST', `items/${itemId}/confidence`, { method, slot: 'confidence' });
    const answer = await ask();
    expect((await valuesOf(answer.uniquenessRasterId)).quantity).toBe('uniqueness:%');
    expect((await valuesOf(answer.leftRightRasterId)).quantity).toBe('error:px');
    expect(await ask()).toEqual(answer);
  });
});

describe('an item without ground truth', () => {
  it('is told of when it is matched, and checked by its pair alone', async () => {
    const blind = await openStudio();
    const root = join(blind.folder, 'blind');
    await writeTinyDataset(root, 1);
    await rm(join(root, 'scene-1', 'disp0.pfm'));
    await blind.importDataset(root);
    const started = await blind.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
    await blind.idle();
    const { rows } = await blind.get<ItemsAnswer>('items');
    expect(rows[0]!.hasGroundTruth).toBe(false);
    const place = { runId: started.runId, itemId: rows[0]!.id };
    expect(blind.events).toContainEqual({ type: 'evaluated', ...place });
    const { numbers } = await blind.get<PhotometricAnswer>(
      `items/${place.itemId}/photometric?run=${place.runId}`,
    );
    expect(numbers.photometric.value!).toBeLessThan(numbers.unwarped.value!);
    await blind.close();
    expect(blind.bugs).toEqual([]);
  });
});
