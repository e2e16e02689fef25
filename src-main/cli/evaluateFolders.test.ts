import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evaluateHere } from '#compute/evaluateHere.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { encodePfm } from '#formats/pfm.ts';
import { evaluateFolders } from './evaluateFolders.ts';
import { Terminal } from './Terminal.ts';

const size = { width: 32, height: 24 };
const recipeFor = () => defaultRecipe('disparity');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-folders-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('two folders of maps', () => {
  it('are compared pair by pair, each as it is alone; a broken and a missing one are said', async () => {
    const truths = [1, 2, 3, 4].map((k) => mapOf((i) => 10 + ((i * k) % 7)));
    const predictions = truths.map(({ values }, k) => mapOf((i) => values[i]! + k * Math.sin(i)));
    for (const [k, truth] of truths.entries()) write(`truth/sub/${k}.pfm`, encodePfm(truth));
    for (const [k, prediction] of predictions.entries()) {
      if (k < 2) write(`predicted/sub/${k}.pfm`, encodePfm(prediction));
    }
    write('predicted/sub/2.pfm', new Uint8Array([1, 2, 3]));
    const { status, document } = await evaluate('predicted', 'truth', { encoding: 'pixels' });
    expect(status).toBe(1);
    expect(document).toMatchObject({ missing: ['sub/3'], failed: [{ item: 'sub/2', tag: 'BadFile' }] });
    for (const [k, { item, metrics }] of document.items.entries()) {
      const alone = evaluateHere({
        ...{ groundTruth: raster(truths[k]!), prediction: raster(predictions[k]!) },
        ...{ rig: null, recipe: recipeFor(), classMasks: [] },
      });
      expect(item).toBe(`sub/${k}`);
      expect(metrics).toEqual(Object.fromEntries(alone.metrics.map(({ name, value }) => [name, value])));
    }
    const epe = document.summary.find(({ metric }) => metric === 'epe');
    expect(epe).toMatchObject({ items: 2, mean: document.items[1]!.metrics.epe! / 2 });
  });

  it('are refused what is for two files, and names that do not match', async () => {
    await expect(evaluate('predicted', 'truth', { maps: 'out' })).rejects.toMatchObject({
      tag: 'InvalidOption',
      message: '--maps is for two files, not for two folders',
    });
    mkdirSync(join(folder, 'empty'), { recursive: true });
    await expect(evaluate('empty', 'truth', {})).rejects.toMatchObject({ tag: 'NotFound' });
  });
});

interface Document {
  readonly items: readonly { item: string; metrics: Record<string, number | null> }[];
  readonly summary: readonly { metric: string; mean: number; items: number }[];
}

async function evaluate(predictions: string, truths: string, flags: Record<string, string>) {
  const terminal = new Terminal({ json: true, verbose: false });
  const answer = vi.spyOn(terminal, 'answer').mockReturnValue();
  const context = { terminal, signal: new AbortController().signal, threads: 1, recipeFor };
  const folders = [join(folder, predictions), join(folder, truths)] as const;
  const status = await evaluateFolders(folders, flags, context);
  return { status, document: answer.mock.calls[0]![0] as Document };
}

function mapOf(valueAt: (i: number) => number) {
  return { ...size, values: Float32Array.from({ length: size.width * size.height }, (_, i) => valueAt(i)) };
}

function raster(map: ReturnType<typeof mapOf>) {
  return { quantity: 'disparity:px', ...map } as const;
}

function write(name: string, bytes: Uint8Array): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
