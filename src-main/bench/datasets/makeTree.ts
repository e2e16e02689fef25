import { link, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeGrey16, encodePicture } from '#formats/encodePng.ts';
import { seededRandom } from '#testing/seededRandom.ts';

const size = { width: 64, height: 48 };
/** Different files that all others are links to: file systems allow some tens of thousands of links to one. */
const originals = 40;
/** Items per folder, as sequences have. */
const perFolder = 1000;

/**
 * A dataset of pairs with 16-bit disparities in parallel folders, with real files of tiny pictures.
 * @returns seconds.
 */
export async function makeTree(tree: string, items: number): Promise<number> {
  const startedAt = performance.now();
  const random = seededRandom(7);
  const noise = (): number => Math.floor(random() * 256);
  const roles = ['left', 'right', 'disparity'] as const;
  const source = (role: string, n: number): string => join(tree, '.originals', role, `${n}.png`);
  for (const role of roles) await mkdir(join(tree, '.originals', role), { recursive: true });
  for (let n = 0; n < originals; n++) {
    const picture = {
      ...size,
      channels: 3,
      data: Uint8Array.from({ length: size.width * size.height * 3 }, noise),
    } as const;
    await writeFile(source('left', n), await encodePicture(picture));
    await writeFile(source('right', n), await encodePicture({ ...picture, data: picture.data.toReversed() }));
    const values = Uint16Array.from({ length: size.width * size.height }, () => 256 + noise() * 40);
    await writeFile(source('disparity', n), await encodeGrey16(size.width, size.height, values));
  }
  let waiting: Promise<void>[] = [];
  for (let i = 0; i < items; i++) {
    for (const role of roles) {
      const file = join(
        tree,
        role,
        `sequence-${Math.floor(i / perFolder)}`,
        `${String(i).padStart(6, '0')}.png`,
      );
      if (i % perFolder === 0) await mkdir(dirname(file), { recursive: true });
      waiting.push(link(source(role, i % originals), file));
    }
    if (waiting.length < 300) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  return (performance.now() - startedAt) / 1000;
}
