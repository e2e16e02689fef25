import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { encodePngSamples } from '#formats/sharpImage.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';

const python = '/usr/bin/python3';
const wanted = "all(importlib.util.find_spec(m) for m in ['torch', 'onnx', 'cv2'])";
const look = `import importlib.util, sys; sys.exit(0 if ${wanted} else 1)`;
const hasTorch = spawnSync(python, ['-c', look]).status === 0;
const check = resolve(import.meta.dirname, '../../tools/depthAnythingV2/check.py');

describe.skipIf(!hasTorch)('Depth Anything V2’s structure with random weights', () => {
  it('gives the map that PyTorch gives, from picture to map', { timeout: 300_000 }, async () => {
    const picture = join(await temporaryFolder(), 'picture.png');
    const random = seededRandom(3);
    const size = { width: 90, height: 70 };
    const data = Uint8Array.from({ length: size.width * size.height * 3 }, () => 256 * random());
    writeFileSync(picture, await encodePngSamples({ ...size, channels: 3, data }));
    const { stdout } = await promisify(execFile)(python, [check, '--size', 'tiny', picture]);
    expect(stdout).toMatch(/at 672x518, largest difference \d\.\d+e-0[4-9]/);
  });
});
