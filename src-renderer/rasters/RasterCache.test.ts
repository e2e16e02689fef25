import { expect, test } from 'vitest';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { RasterCache, type RasterSource } from './RasterCache.ts';

/** Answers rasters of 4 floats (16 bytes) when told to, and records what was asked. */
class RecordingSource implements RasterSource {
  readonly asked: string[] = [];
  readonly aborted: string[] = [];
  readonly #waiting = new Map<
    string,
    { resolve: (raster: Raster) => void; reject: (error: Error) => void }
  >();

  raster(rasterId: string, signal?: AbortSignal): Promise<Raster> {
    this.asked.push(rasterId);
    return new Promise((resolve, reject) => {
      this.#waiting.set(rasterId, { resolve, reject });
      signal?.addEventListener('abort', () => {
        this.aborted.push(rasterId);
        reject(signal.reason as Error);
      });
    });
  }

  assetRaster(assetId: number): Promise<Raster> {
    return this.raster(`asset ${assetId}`);
  }

  assetPicture(): Promise<Picture> {
    return Promise.resolve({ width: 1, height: 1, channels: 1, data: new Uint8Array(1) });
  }

  answer(rasterId: string): void {
    const values = new Float32Array(4);
    this.#waiting.get(rasterId)!.resolve({ quantity: 'ssim', width: 2, height: 2, values });
  }

  fail(rasterId: string): void {
    this.#waiting.get(rasterId)!.reject(new Error(`no ${rasterId}`));
  }
}

const never = new AbortController().signal;

async function load(cache: RasterCache, source: RecordingSource, id: string): Promise<Raster> {
  const loaded = cache.raster(id, never);
  source.answer(id);
  return loaded;
}

test('two who want the same raster share one fetch', async () => {
  const source = new RecordingSource();
  const cache = new RasterCache(source);
  const both = Promise.all([cache.raster('a', never), cache.raster('a', never)]);
  source.answer('a');
  const [first, second] = await both;
  expect(first).toBe(second);
  expect(await cache.raster('a', never)).toBe(first);
  expect(source.asked).toEqual(['a']);
});

test('the longest unused goes when the budget is spent', async () => {
  const source = new RecordingSource();
  const cache = new RasterCache(source, 32);
  await load(cache, source, 'a');
  await load(cache, source, 'b');
  await cache.raster('a', never);
  await load(cache, source, 'c');
  expect(cache.bytes).toBe(32);
  await cache.raster('a', never);
  expect(source.asked).toEqual(['a', 'b', 'c']);
  await load(cache, source, 'b');
  expect(source.asked).toEqual(['a', 'b', 'c', 'b']);
});

test('a fetch is aborted only when the last who waits has gone', async () => {
  const source = new RecordingSource();
  const cache = new RasterCache(source);
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [cache.raster('a', one.signal), cache.raster('a', two.signal)];
  one.abort();
  await expect(waiting[0]).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(source.aborted).toEqual([]);
  two.abort();
  await expect(waiting[1]).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(source.aborted).toEqual(['a']);
});

test('a failure reaches whoever waits and is not kept', async () => {
  const source = new RecordingSource();
  const cache = new RasterCache(source);
  const failing = cache.raster('a', never);
  source.fail('a');
  await expect(failing).rejects.toThrow('no a');
  await load(cache, source, 'a');
  expect(source.asked).toEqual(['a', 'a']);
});
