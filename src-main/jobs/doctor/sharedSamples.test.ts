import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AssetRole } from '#domain/records.ts';
import { scanDataset, type FoundItem } from '#frames/scanDataset.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { DoctorThread } from './DoctorThread.ts';

const thread = new DoctorThread();
afterAll(() => thread.close());

function foldersOf(part: string): string[] {
  if (!hasSharedData) return [];
  const entries = readdirSync(join(sharedData, part), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function itemsOf(root: string, groundTruthEncoding: string | null = null): Promise<FoundItem[]> {
  const items: FoundItem[] = [];
  for await (const event of scanDataset(root, { layout: 'auto', groundTruthEncoding, reads: 'headers' })) {
    if (event.type === 'item') items.push(event.item);
  }
  return items;
}

const otherSide: Partial<Record<AssetRole, AssetRole>> = { left: 'right', right: 'left' };

/** Kinds of what is found in an item, with left and right as they are or exchanged. */
async function kindsOf(root: string, { assets, rig, cameras }: FoundItem, isSwapped = false) {
  const files = assets.map(({ role, path, encoding }) => ({
    role: (isSwapped && otherSide[role]) || role,
    path: join(root, path),
    file: path,
    encoding,
  }));
  const wanted = { files, rig, isRectified: cameras === null };
  const found = await thread.examine(wanted, new AbortController().signal);
  return found.map(({ fields }) => fields.kind);
}

describe.skipIf(!hasSharedData)('real samples', () => {
  it.each(foldersOf('stereo'))(
    'the pair %s is never doubted in its right order, always when exchanged',
    async (name) => {
      const root = join(sharedData, 'stereo', name);
      const items = await itemsOf(root);
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) {
        expect(await kindsOf(root, item)).toEqual([]);
        expect(await kindsOf(root, item, true)).toEqual(['exchanged']);
      }
    },
    60_000,
  );

  it.each(foldersOf('depth'))(
    'the depth of %s is not doubted',
    async (name) => {
      const root = join(sharedData, 'depth', name);
      for (const item of await itemsOf(root)) expect(await kindsOf(root, item)).toEqual([]);
    },
    60_000,
  );

  it('of cones, a wrong scale, a wrong quantity and a wrong unit are doubted with the right reading', async () => {
    const root = join(sharedData, 'stereo/middlebury2003_cones');
    const said = async (encoding: string) => {
      const [item] = await itemsOf(root, encoding);
      const files = item!.assets.map((asset) => ({
        ...asset,
        path: join(root, asset.path),
        file: asset.path,
      }));
      const wanted = { files, rig: item!.rig, isRectified: true };
      const [found] = await thread.examine(wanted, new AbortController().signal);
      return [found?.fields.kind, found?.fields.encodings];
    };
    expect(await said('middlebury-2006-half')).toEqual(['unit', 'middlebury-2003']);
    expect(await said('middlebury-2003')).toEqual([undefined, undefined]);
    expect(await said('kitti-depth')).toEqual(['inverse', 'middlebury-2003']);
  }, 60_000);
});
