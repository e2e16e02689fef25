import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { previewHeaders, rasterHeaders } from '#api/contract.ts';
import { BenchSlot, type BenchWish } from './benchSlot.svelte.ts';

/** A preview that the bench has asked for and that has not been answered. */
interface Asked {
  readonly method: string;
  readonly visible: readonly number[] | null;
  readonly signal: AbortSignal;
  answer(value: number): Promise<void>;
  refuse(): Promise<void>;
}

const [width, height] = [8, 4];
const part = [2, 1, 4, 2] as const;
let asked: Asked[] = [];

/** Lets what was answered arrive; time stands still. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    const { method, visible } = JSON.parse(init.body as string) as Pick<Asked, 'method' | 'visible'>;
    return new Promise<Response>((resolve, reject) => {
      const signal = init.signal!;
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      const answer = async (value: number) => {
        resolve(answerOf(visible ?? [0, 0, width, height], value));
        await settle();
      };
      const error = { tag: 'InvalidOption', message: 'blockSize is too large', fields: {} };
      const refuse = async () => {
        resolve(Response.json({ error }, { status: 400 }));
        await settle();
      };
      asked.push({ method, visible, signal, answer, refuse });
    });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answerOf([x, y, w, h]: readonly number[], value: number): Response {
  const facts = [
    [rasterHeaders.width, w],
    [rasterHeaders.height, h],
    [previewHeaders.x, x],
    [previewHeaders.y, y],
    [previewHeaders.elapsedMs, 5],
  ] as const;
  const headers = Object.fromEntries(facts.map(([name, number]) => [name, String(number)]));
  const body = new Float32Array(w! * h!).fill(value);
  return new Response(body, { headers: { ...headers, [rasterHeaders.quantity]: 'disparity:px' } });
}

const wish = (method: string, visible: BenchWish['visible'] = () => part): BenchWish => ({
  itemId: 1,
  width,
  height,
  method,
  visible,
});

/** A slot that shows the whole map of `sgbm`, all ones. */
async function settledSlot(): Promise<BenchSlot> {
  const slot = new BenchSlot('a');
  slot.want(wish('sgbm'));
  await vi.advanceTimersByTimeAsync(300);
  await asked[0]!.answer(1);
  return slot;
}

test('an item that was just chosen is matched whole, once it has stayed', async () => {
  const slot = new BenchSlot('a');
  slot.want(wish('sgbm'));
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.map(({ visible }) => visible)).toEqual([null]);
  expect(slot.isBusy).toBe(true);
  await asked[0]!.answer(1);
  expect(slot.map).toMatchObject({ method: 'sgbm', isPart: false });
  expect(slot.isBusy).toBe(false);
});

test('a change is answered with the visible part, and with the whole when no further one comes', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:P1=9'));
  expect(asked[1]).toMatchObject({ method: 'sgbm:P1=9', visible: part });
  await asked[1]!.answer(2);
  expect(slot.map!.isPart).toBe(true);
  const { values } = slot.map!.raster;
  expect([values[width + 2], values[width + 1], values[0]]).toEqual([2, 1, 1]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked[2]).toMatchObject({ method: 'sgbm:P1=9', visible: null });
  await asked[2]!.answer(3);
  expect(slot.map).toMatchObject({ isPart: false });
  expect(slot.map!.raster.values.every((value) => value === 3)).toBe(true);
});

test('a quick part is shown before the newest wish is asked for; those in between are not', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:P1=1'));
  slot.want(wish('sgbm:P1=2'));
  slot.want(wish('sgbm:P1=3'));
  expect(asked).toHaveLength(2);
  await asked[1]!.answer(2);
  expect(slot.map!.method).toBe('sgbm:P1=1');
  expect(asked.map(({ method }) => method)).toEqual(['sgbm', 'sgbm:P1=1', 'sgbm:P1=3']);
});

test('a slow part, and a whole image, give way to a change at once', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:P1=1'));
  await vi.advanceTimersByTimeAsync(400);
  slot.want(wish('sgbm:P1=2'));
  expect(asked[1]!.signal.aborted).toBe(true);
  await asked[2]!.answer(2);
  await vi.advanceTimersByTimeAsync(300);
  slot.want(wish('sgbm:P1=3'));
  expect(asked[3]!.signal.aborted).toBe(true);
  expect(asked[4]).toMatchObject({ method: 'sgbm:P1=3', visible: part });
});

test('where all of the image is on screen there is no part', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:P1=1', () => null));
  expect(asked[1]).toMatchObject({ visible: null });
});

test('options that are tried again need no work', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:P1=1'));
  slot.want(wish('sgbm'));
  expect(asked[1]!.signal.aborted).toBe(true);
  expect(slot.isBusy).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
});

test('a refusal is kept until options come that are not refused', async () => {
  const slot = await settledSlot();
  slot.want(wish('sgbm:blockSize=51'));
  await asked[1]!.refuse();
  expect(slot.error?.message).toBe('blockSize is too large');
  expect(slot.map).toBeNull();
  expect(slot.isBusy).toBe(false);
  slot.want(wish('sgbm:blockSize=5'));
  await asked[2]!.answer(4);
  expect(slot.error).toBeNull();
});
