import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { decodeMap } from './decodeMap.ts';
import { encodeTiff } from './encodeTiff.ts';
import { encodeExr } from './exr.ts';

const values = Float32Array.of(1.5, NaN, -3.25, 1e-8, 0, 123456.789);
const map = { width: 3, height: 2, values };

const hasOpencv = spawnSync('/usr/bin/python3', ['-c', 'import cv2']).status === 0;

describe('written maps', () => {
  it.each([
    ['x.tif', () => encodeTiff(map)],
    ['x.exr', () => encodeExr(map)],
  ])('%s holds every bit of the values', async (name, encode) => {
    const decoded = await decodeMap(await encode(), name);
    expect(decoded).toEqual(map);
  });

  it.skipIf(!hasOpencv)('a float TIFF is read alike by OpenCV', async () => {
    const file = join(await temporaryFolder(), 'x.tif');
    await writeFile(file, encodeTiff(map));
    const script = `import cv2, sys; a = cv2.imread(sys.argv[1], -1); print(a.dtype, a.shape, a.ravel().tolist())`;
    const { stdout } = spawnSync('/usr/bin/python3', ['-c', script, file]);
    const expected = Array.from(values, (v) => (Number.isNaN(v) ? 'nan' : v));
    const found = /^float32 \(2, 3\) \[(.*)\]/.exec(stdout.toString())?.[1]?.split(', ');
    expect(found?.map((v) => (v === 'nan' ? v : Number(v)))).toEqual(expected);
  });
});
