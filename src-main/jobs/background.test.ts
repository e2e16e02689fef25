import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackgroundAnswer, BackgroundPreview, ProjectSummary } from '#api/contract.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import { startRun } from './startRun.ts';

const [width, height] = [96, 64];
const isBody = (x: number, y: number) => Math.hypot(x - 48, y - 32) <= 24;
let studio: TestStudio;

/** Two pairs of a textured disc before black, with ground truth everywhere. */
beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'data');
  await writeTinyDataset(root, 2);
  for (const scene of ['scene-1', 'scene-2']) {
    for (const [name, shift] of [
      ['im0.png', 0],
      ['im1.png', 3],
    ] as const) {
      const data = Uint8Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [(i % width) + shift, Math.floor(i / width)];
        return isBody(x, y) ? 80 + ((x * 37 + y * 91) % 150) : 0;
      });
      await writeFile(join(root, scene, name), await encodePicture({ width, height, channels: 1, data }));
    }
  }
  await studio.importDataset(root);
});
afterAll(() => studio.close());

const put = (rule: BackgroundRule | null) =>
  studio.send<ProjectSummary>('PUT', 'roots/1/background', { rule });

describe('the background of a folder', () => {
  it('is proposed, shown before it is kept, and then part of the recipe and of every number', async () => {
    const { rule, proposal, pictures } = await studio.get<BackgroundAnswer>('roots/1/background');
    expect([rule, pictures]).toEqual([null, 2]);
    expect(proposal).toMatchObject({ rule: { source: { kind: 'dark', level: 8 } } });
    const { project, queue } = studio.workspace;
    const [item] = project.items.all();
    const apart: BackgroundRule = { ...proposal!.rule, treatment: 'apart', limbPx: 4 };
    const seen = await studio.send<BackgroundPreview>('POST', `items/${item!.id}/background`, {
      rule: apart,
    });
    expect(seen).toMatchObject({ width, height });
    const share = [...Array(width * height).keys()].filter((i) => !isBody(i % width, Math.floor(i / width)));
    expect(seen.background).toBeGreaterThan(0.9 * (share.length / (width * height)));
    expect(seen.limb).toBeGreaterThan(0.05);

    const plain = project.recipes.inForce()!;
    const { job, run } = startRun(project, (draft) => queue.add(draft), {
      method: 'sgbm:numDisparities=16,blockSize=3',
      itemIds: null,
    });
    await queue.whenEnded(job.id);
    const scopes = () => {
      const { metrics } = project.evaluations.of(run.id, item!.id);
      return new Map(
        metrics
          .filter(({ name, scope }) => name === 'epe' && !scope.startsWith('cause:'))
          .map((one) => [one.scope, one]),
      );
    };
    const before = scopes();
    expect([...before.keys()]).toEqual(['all']);

    const summary = await put(apart);
    expect(summary.roots[0]!.background).toContain('scored apart, limb 4 px');
    expect(summary.recipe.hash).not.toBe(plain.hash);
    expect(summary.recipe.recipe.mask.background).toEqual([{ folder: '', rule: apart }]);
    await studio.idle();
    const after = scopes();
    expect([...after.keys()].sort()).toEqual(['all', 'background', 'limb']);
    expect(after.get('all')!.pixels + after.get('background')!.pixels).toBe(before.get('all')!.pixels);
    expect(after.get('limb')!.pixels).toBeLessThan(after.get('all')!.pixels);

    // A protocol that is put in force knows nothing of the data, whose rule stays.
    const answer = await studio.send<{ recipe: { hash: string } }>('PUT', 'recipe', { recipe: plain.recipe });
    expect(answer.recipe.hash).toBe(summary.recipe.hash);
    expect((await put(null)).recipe.hash).toBe(plain.hash);
    await studio.idle();
    expect(scopes()).toEqual(before);
    expect(studio.bugs).toEqual([]);
  });

  it('is told by masks of the pictures’ names, and an item without one is said not to be comparable', async () => {
    const { project } = studio.workspace;
    const [first, second] = project.items.all();
    const data = new Uint8Array(width * height).fill(255, 0, 10 * width);
    const mask = await encodePicture({ width, height, channels: 1, data });
    await mkdir(join(studio.folder, 'data/masks/scene-1'), { recursive: true });
    await writeFile(join(studio.folder, 'data/masks/scene-1/im0.png'), mask);
    const rule = (marks: 'background' | 'body'): BackgroundRule => ({
      source: { kind: 'masks', folder: 'masks', marks },
      ...{ treatment: 'leave-out', limbPx: 0 },
    });
    const shown = (id: number, marks: 'background' | 'body') =>
      studio.send<BackgroundPreview>('POST', `items/${id}/background`, {
        rule: rule(marks),
      });
    expect((await shown(first!.id, 'background')).background).toBeCloseTo(10 / height, 10);
    expect((await shown(first!.id, 'body')).background).toBeCloseTo(1 - 10 / height, 10);
    expect(await shown(second!.id, 'body')).toMatchObject({
      error: {
        tag: 'FileMissing',
        message: 'scene-2 has no mask in masks, which the background rule of its folder names',
      },
    });
    const refused = await studio.send('PUT', 'roots/1/background', {
      rule: { ...rule('body'), source: { kind: 'masks', folder: '../..', marks: 'body' } },
    });
    expect(refused).toMatchObject({ error: { tag: 'InvalidOption' } });
  });
});
