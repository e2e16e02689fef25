import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { ThumbnailCache } from './ThumbnailCache.ts';

const jpeg = Uint8Array.of(255, 216, 1, 2, 3);

function cacheIn(folder: string): ThumbnailCache {
  const cache = new ThumbnailCache(folder);
  onTestFinished(() => cache.close());
  return cache;
}

it('keeps pictures by what they show, also after the program ended', async () => {
  const folder = await temporaryFolder();
  const cache = cacheIn(folder);
  expect(cache.get('a')).toBeNull();
  cache.put('a', jpeg);
  cache.put('a', Uint8Array.of(0));
  cache.close();
  expect(cacheIn(folder).get('a')).toEqual(jpeg);
});

it('begins anew where the file is no database', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'thumbnails.sqlite'), 'no database, and longer than a header. '.repeat(40));
  const cache = cacheIn(folder);
  cache.put('a', jpeg);
  expect(cache.get('a')).toEqual(jpeg);
});

it('keeps nothing where nothing can be written', async () => {
  const folder = join(await temporaryFolder(), 'not-there');
  const cache = cacheIn(folder);
  cache.put('a', jpeg);
  expect(cache.get('a')).toBeNull();
  expect(existsSync(folder)).toBe(false);
});
