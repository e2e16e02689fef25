import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetRole } from '#domain/records.ts';
import type { FoundAsset, FoundItem } from '#project/ItemStore.ts';

/** Width and height of the items. */
export const itemSize = { width: 8, height: 6 };

/** Items named `frames/0` … with source files (of arbitrary bytes) written under the folder. */
export function foundItems(folder: string, count: number): FoundItem[] {
  mkdirSync(join(folder, 'data'), { recursive: true });
  return Array.from({ length: count }, (_, index) => ({
    name: `frames/${index}`,
    ...itemSize,
    rig: { focalPx: 100, cxPx: 3.5, cyPx: 2.5, baselineM: 0.5, doffsPx: 0, ...itemSize },
    rigSource: 'data/calib.txt',
    assets: (['left', 'right', 'disparity'] as const).map((role) =>
      writeAsset(folder, role, `${role} ${index}`),
    ),
    problems: [],
  }));
}

/** A source file with that text as its bytes; one that is there stays as it is. */
export function writeAsset(folder: string, role: AssetRole, content: string): FoundAsset {
  const path = `data/${content.replaceAll(' ', '-')}.bin`;
  if (!existsSync(join(folder, path))) writeFileSync(join(folder, path), content);
  return {
    role,
    path,
    encoding:
      role === 'disparity'
        ? { name: 'kitti-disparity', quantity: 'disparity:px', scale: 1 / 256, offset: 0, invalid: [0] }
        : null,
    sha256: createHash('sha256').update(content).digest('hex'),
    sizeBytes: Buffer.byteLength(content),
  };
}
