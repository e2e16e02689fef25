import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutNames } from '#domain/datasets/knownLayouts.ts';
import { comparedPixel, layoutTrees, unpackTree } from '#testing/layoutTrees.ts';
import { loadMap, loadMask, loadPicture } from './loadFrame.ts';
import { scanDataset } from './scanDataset.ts';
import type { FoundItem, ScanEvent } from './scanDataset.ts';

const trees = Object.entries(layoutTrees);

async function scan(root: string, reads: 'whole' | 'headers' = 'whole'): Promise<ScanEvent[]> {
  const events: ScanEvent[] = [];
  for await (const event of scanDataset(root, { layout: 'auto', groundTruthEncoding: null, reads }))
    events.push(event);
  return events;
}

function itemsOf(events: readonly ScanEvent[]): readonly FoundItem[] {
  return events.flatMap((event) => (event.type === 'item' ? [event.item] : []));
}

describe('every dataset layout', { timeout: 60_000 }, () => {
  it('has a tree', () => {
    const covered = new Set(trees.map(([, { layout }]) => layout));
    expect(layoutNames.filter((name) => !covered.has(name))).toEqual([]);
  });

  it.each(trees)('%s is recognised with its files, classes, splits and cameras', async (name, tree) => {
    const events = await scan(await unpackTree(name));
    expect(events.filter(({ type }) => type === 'rejected')).toEqual([]);
    expect(events[0]).toMatchObject({
      type: 'layout',
      layout: tree.layout,
      total: tree.items.length,
      annotations: tree.annotations.map(([path, format]) => ({ path, format })),
    });
    const found = itemsOf(events);
    expect(found.map((item) => item.name)).toEqual(tree.items.map((item) => item.name));
    for (const [i, item] of found.entries()) {
      const expected = tree.items[i]!;
      const paths = (...roles: readonly string[]) =>
        item.assets.filter(({ role }) => roles.includes(role)).map(({ role, path }) => [role, path]);
      expect(paths('left')).toEqual([['left', expected.left]]);
      expect(paths('right')).toEqual(expected.right === null ? [] : [['right', expected.right]]);
      expect(paths('nonoccluded-mask', 'occlusion-mask')).toEqual(expected.masks);
      expect(
        item.classMasks.map(({ className, path, values }) => [className, path, ...(values ? [values] : [])]),
      ).toEqual(expected.classMasks);
      expect(item.split).toBe(expected.split);
      expectRig(item.rig, expected.rig);
    }
  });

  it.each(trees)('%s has its ground truth in units at a known pixel', async (name, tree) => {
    const root = await unpackTree(name);
    const [x, y] = comparedPixel;
    const items = itemsOf(await scan(root));
    expect(items).toHaveLength(tree.items.length);
    for (const [i, item] of items.entries()) {
      const truths = item.assets.filter(({ encoding }) => encoding !== null);
      const expected = tree.items[i]!.truths;
      expect(truths.map(({ role, encoding }) => [role, encoding!.name])).toEqual(
        expected.map(({ role, encoding }) => [role, encoding]),
      );
      for (const [n, { path, encoding }] of truths.entries()) {
        const { width, values } = await loadMap(join(root, path), encoding!);
        const { value, hole } = expected[n]!;
        expect(width).toBe(item.width);
        expect(values[y * width + x]! / value).toBeCloseTo(1, 6);
        if (hole) expect(values[hole[1] * width + hole[0]]).toBeNaN();
      }
      const left = await loadPicture(join(root, tree.items[i]!.left));
      expect([left.width, left.height]).toEqual([item.width, item.height]);
      for (const { path, values } of item.classMasks) {
        const mask = await loadMask(join(root, path), 'class-mask', values ?? null);
        expect([mask.width, mask.height]).toEqual([item.width, item.height]);
      }
    }
  });

  it.each(trees)('%s is found alike by headers alone', async (name) => {
    const root = await unpackTree(name);
    const told = (events: readonly ScanEvent[]) =>
      itemsOf(events).map(({ assets, ...item }) => ({
        ...item,
        assets: assets.map(({ role, path, encoding, sizeBytes }) => ({ role, path, encoding, sizeBytes })),
      }));
    expect(told(await scan(root, 'headers'))).toEqual(told(await scan(root)));
  });
});

function expectRig(
  found: FoundItem['rig'],
  expected: (typeof layoutTrees)[string]['items'][number]['rig'] | null,
): void {
  if (expected === null) {
    expect(found).toBeNull();
    return;
  }
  for (const key of ['focalPx', 'cxPx', 'cyPx', 'doffsPx'] as const)
    expect(found![key]).toBeCloseTo(expected[key], 9);
  if (expected.baselineM === null) expect(found!.baselineM).toBeNull();
  else expect(found!.baselineM).toBeCloseTo(expected.baselineM, 9);
}
