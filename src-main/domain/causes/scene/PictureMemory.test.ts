import { expect, it } from 'vitest';
import type { Picture } from '../../rasters/Raster.ts';
import { PictureMemory } from './PictureMemory.ts';

const picture = (...data: number[]): Picture => ({
  width: data.length,
  height: 1,
  channels: 1,
  data: Uint8Array.from(data),
});

it('gives the maps of a picture again where its bytes are the same, and only then', () => {
  const memory = new PictureMemory();
  const first = memory.of(picture(1, 2, 3));
  const second = memory.of(picture(1, 2, 4));
  expect(second).not.toBe(first);
  expect(memory.of(picture(1, 2, 3))).toBe(first);
  expect(memory.of(picture(1, 2))).not.toBe(first);
});

it('keeps two pictures, the last asked for', () => {
  const memory = new PictureMemory();
  const first = memory.of(picture(1));
  memory.of(picture(2));
  memory.of(picture(3));
  expect(memory.of(picture(1))).not.toBe(first);
});
