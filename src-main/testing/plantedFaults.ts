import { copyFile, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Of the pictures of plantFaults, px. */
const faultSize = { width: 192, height: 96 };

/** Three depths in bands, px. */
function disparityAt(y: number): number {
  return y < 32 ? 4 : y < 64 ? 8 : 12;
}

/** Noise that matches nothing but itself, another one for every item. */
function noise(item: number, x: number, y: number): number {
  const mixed = Math.imul((x * 73856093) ^ (y * 19349663) ^ (item * 83492791), 2654435761);
  return (mixed >>> 24) & 255;
}

/**
 * Writes a dataset of pairs with disparity (`left/`, `right/`, `disparity/`) in which every item has the fault that it is
 * named for, and `good-1` and `good-2` have none. The scene is textured noise in three depths.
 *
 * Items: `constant` (one value), `eightbit`, `exchanged` (left and right), `good-1`, `good-2`, `misplaced` (the ground truth
 * of good-1), `transposed` (rows and columns of the ground truth exchanged), `truncated` (its ground truth ends early),
 * `twice` (the pictures of good-2), `unit` (512 instead of 256 to the pixel), `wrongsize`.
 */
export async function plantFaults(root: string): Promise<void> {
  for (const folder of ['left', 'right', 'disparity']) await mkdir(join(root, folder), { recursive: true });
  const names = ['constant', 'eightbit', 'exchanged', 'good-1', 'good-2', 'misplaced', 'transposed', 'truncated', 'unit', 'wrongsize']; // prettier-ignore
  for (const [item, name] of names.entries()) {
    const isExchanged = name === 'exchanged';
    await writePicture(join(root, 'left', `${name}.png`), item, isExchanged ? 1 : 0);
    await writePicture(join(root, 'right', `${name}.png`), item, isExchanged ? 0 : 1);
    await writeTruth(join(root, 'disparity', `${name}.png`), name, item);
  }
  const place = (folder: string, name: string): string => join(root, folder, `${name}.png`);
  await copyFile(place('disparity', 'good-1'), place('disparity', 'misplaced'));
  await truncate(place('disparity', 'truncated'), 120);
  for (const folder of ['left', 'right', 'disparity'])
    await copyFile(place(folder, 'good-2'), place(folder, 'twice'));
}

async function writePicture(path: string, item: number, side: number): Promise<void> {
  const { width, height } = faultSize;
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const y = Math.floor(i / width);
    return noise(item, (i % width) + side * disparityAt(y), y);
  });
  await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(path);
}

async function writeTruth(path: string, name: string, item: number): Promise<void> {
  const isTransposed = name === 'transposed';
  const half = name === 'wrongsize' ? 2 : 1;
  const [width, height] = isTransposed
    ? [faultSize.height, faultSize.width]
    : [faultSize.width / half, faultSize.height / half];
  // A little of every item's own, so that no two maps are the same by chance.
  const values = Uint16Array.from({ length: width * height }, (_, i) => {
    if (name === 'constant') return 2048;
    const y = isTransposed ? i % width : Math.floor(i / width);
    return Math.round((name === 'unit' ? 512 : 256) * disparityAt(y * half) + item);
  });
  const image =
    name === 'eightbit'
      ? sharp(
          Uint8Array.from(values, (value) => value / 256),
          { raw: { width, height, channels: 1 } },
        ).toColourspace('b-w')
      : sharp(values, { raw: { width, height, channels: 1 } }).toColourspace('grey16');
  await image.png().toFile(path);
}
