import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalRecipeText } from '#domain/evaluation/canonicalRecipe.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type {
  ComparisonAnswer,
  ErrorProfileAnswer,
  ItemsAnswer,
  MetricTableAnswer,
  RunSummaryAnswer,
  SparsificationAnswer,
  StartRunAnswer,
  TrialAnswer,
} from './contract.ts';

let studio: TestStudio;
let runs: readonly [number, number];

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 4);
  await studio.importDataset(root);
  const start = async (method: string) => {
    const { runId } = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
    await studio.idle();
    return runId;
  };
  const first = await start('sgbm:numDisparities=16,blockSize=3');
  runs = [first, await start('sgbm:numDisparities=16,blockSize=9')];
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

it('answers items by metrics, worst first, a page at a time', async () => {
  const page = await studio.get<MetricTableAnswer>(
    `runs/${runs[0]}/table?sort=epe&descending=true&offset=1&limit=2`,
  );
  const all = await studio.get<MetricTableAnswer>(`runs/${runs[0]}/table?sort=epe&descending=true`);
  expect([page.total, all.rows.length]).toEqual([4, 4]);
  expect(page.rows).toEqual(all.rows.slice(1, 3));
  const values = all.rows.map(({ metrics }) => metrics.epe!.value!);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  const named = await studio.get<MetricTableAnswer>(`runs/${runs[0]}/table`);
  expect(named.rows.map(({ itemName }) => itemName)).toEqual(['scene-1', 'scene-2', 'scene-3', 'scene-4']);
  expect((await studio.get<MetricTableAnswer>(`runs/${runs[0]}/table?scope=class:none`)).total).toBe(0);
  expect((await studio.fetch(`runs/${runs[0]}/table?sort=beauty`)).status).toBe(400);
});

it('exports that table as CSV and JSON, with the text of the recipe', async () => {
  const csv = await (await studio.fetch(`runs/${runs[0]}/table/csv?metrics=epe,ssim`)).text();
  const [comments, rows] = [/^#/, /^[^#]/].map((start) =>
    csv.split('\r\n').filter((line) => start.test(line)),
  );
  expect(comments).toContain(`# recipe text: ${canonicalRecipeText(defaultRecipe('disparity'))}`);
  expect(rows![0]).toBe('item,epe [px],ssim,epe coverage,ssim coverage');
  expect(rows).toHaveLength(5);
  const json = (await (await studio.fetch(`runs/${runs[0]}/table/json?metrics=epe&sort=epe`)).json()) as {
    readonly recipe: { readonly text: string };
    readonly metrics: readonly { readonly formula: string }[];
    readonly items: readonly {
      readonly item: string;
      readonly metrics: { readonly epe: { readonly value: number } };
    }[];
  };
  expect(json.recipe.text).toBe(canonicalRecipeText(defaultRecipe('disparity')));
  expect(json.metrics[0]!.formula).toBe('mean|p − g|');
  const { value } = json.items.find(({ item }) => item === 'scene-1')!.metrics.epe;
  expect(rows![1]).toContain(`scene-1,${value},`);
  expect((await studio.fetch(`runs/${runs[0]}/table/csv?metrics=beauty`)).status).toBe(400);
});

it('summarises with both means, quartiles and intervals where they are asked for', async () => {
  const plain = await studio.get<RunSummaryAnswer>(`runs/${runs[0]}/summary`);
  const full = await studio.get<RunSummaryAnswer>(`runs/${runs[0]}/summary?intervals=true`);
  const epe = (answer: RunSummaryAnswer) => answer.rows.find(({ metric }) => metric === 'epe')!;
  expect(plain.warnings).toEqual([]);
  expect(epe(plain)).toMatchObject({ interval: null, items: 4, mean: epe(plain).imageMean });
  const [low, high] = epe(full).interval!;
  expect(low).toBeLessThan(epe(full).mean!);
  expect(high).toBeGreaterThan(epe(full).mean!);
  expect(epe(full).pixelMean).toBeGreaterThan(0);
});

it('compares runs, with every point as binary and only the head of lists as JSON', async () => {
  const query = `a=${runs[0]}&b=${runs[1]}&metric=epe`;
  const { better, worse, same, regions } = await studio.get<ComparisonAnswer>(`comparison?${query}`);
  expect(better.total + worse.total + same).toBe(4);
  expect(regions).toBeNull();
  const withRegions = await studio.get<ComparisonAnswer>(`comparison?${query}&regions=true`);
  expect(withRegions.regions!.kept).toBeGreaterThanOrEqual(0);
  const packed = await (await studio.fetch(`comparison/points?${query}`)).arrayBuffer();
  expect(packed.byteLength).toBe(12 * 4);
  const changed = [...better.first, ...worse.first][0]!;
  const place = [...new Int32Array(packed, 0, 4)].indexOf(changed.itemId);
  expect(new Float32Array(packed, 16, 4)[place]).toBe(Math.fround(changed.a));
  expect(new Float32Array(packed, 32, 4)[place]).toBe(Math.fround(changed.b));
});

it('tries a recipe on one item and keeps nothing', async () => {
  const { rows } = await studio.get<ItemsAnswer>('items?limit=1');
  const item = `items/${rows[0]!.id}`;
  const before = await studio.get<object>(`${item}/evaluation?run=${runs[0]}`);
  const recipe = { ...defaultRecipe('disparity'), alignment: 'scale-shift' };
  const trial = await studio.send<TrialAnswer>('POST', `${item}/trial`, { run: runs[0], recipe });
  expect(trial.label).toMatch(/^disparity · least-squares scale and shift/);
  expect(trial.alignment.scale).not.toBe(1);
  expect(trial.metrics.find(({ name }) => name === 'epe')!.value).toBeGreaterThan(0);
  expect(await studio.get<object>(`${item}/evaluation?run=${runs[0]}`)).toEqual(before);
  const wrong = { ...recipe, quantity: 'beauty' };
  expect(await studio.send('POST', `${item}/trial`, { run: runs[0], recipe: wrong })).toMatchObject({
    error: { tag: 'InvalidOption' },
  });
});

it('draws errors against distance, and the certainty of a matcher', async () => {
  const { rows } = await studio.get<ItemsAnswer>('items?limit=1');
  const item = `items/${rows[0]!.id}`;
  const profileBy = async (against: string) =>
    (await studio.get<ErrorProfileAnswer>(`${item}/error-profile?run=${runs[0]}&against=${against}`))
      .profile!;
  const [byTruth, byDistance] = [await profileBy('truth'), await profileBy('distance')];
  expect(byDistance.counts).toEqual(byTruth.counts);
  // Far is small in disparity: the bands stand the other way round, in metres.
  expect(byDistance.truthEdges[0]).toBeGreaterThan(0);
  expect(byDistance.truthEdges).not.toEqual(byTruth.truthEdges);
  const { curves } = await studio.get<SparsificationAnswer>(`${item}/sparsification?run=${runs[0]}`);
  expect(curves!.own).toHaveLength(51);
  expect(curves!.own[0]).toBeCloseTo(curves!.random, 9);
});
