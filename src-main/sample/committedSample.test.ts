import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCalibration } from '#formats/calibrationText.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { Camera } from './Camera.ts';
import { World } from './light/World.ts';
import { tracePixel } from './renderTruth.ts';
import { maskClasses } from './Scene.ts';
import { allScenes } from './scenes/allScenes.ts';

const folder = join(import.meta.dirname, '../../resources/examples/roadside-and-table');
const read = (path: string) => readFileSync(join(folder, path));
const readMap = (path: string, key: string | null = null) => decodeMap(read(path), path, key);
const sampleBudgetBytes = 6_000_000;

function bytesUnder(path: string): number {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

describe('the committed sample', () => {
  it('has six frames and stays small', () => {
    expect(allScenes).toHaveLength(6);
    expect(bytesUnder(folder)).toBeLessThan(sampleBudgetBytes);
  });

  describe.each(allScenes)('$name', (scene) => {
    const { name, rig } = scene;

    it('has pictures of the size that its calibration says', async () => {
      const calibration = parseCalibration(read(`calib/${name}.txt`).toString(), name, 'colour');
      expect(calibration.focalPx).toBe(rig.focalPx);
      expect(calibration.doffsPx).toBe(rig.doffsPx);
      expect(calibration.baselineM).toBeCloseTo(rig.baselineM, 12);
      for (const eye of ['left', 'right']) {
        const picture = await decodePicture(read(`${eye}/${name}.png`), name);
        expect(picture).toMatchObject({ width: rig.width, height: rig.height, channels: 3 });
      }
    });

    it('has the depth that follows from disparity and calibration', async () => {
      const disparity = await readMap(`disparity/${name}.npz`, 'disparity');
      const depth = await readMap(`depth/${name}.npz`, 'depth');
      let worst = 0;
      for (let i = 0; i < rig.width * rig.height; i++) {
        const expected = (rig.focalPx * rig.baselineM) / (disparity.values[i]! + rig.doffsPx);
        const found = depth.values[i]!;
        if (Number.isNaN(expected) && Number.isNaN(found)) continue;
        worst = Math.max(worst, Math.abs(found - expected) / expected);
      }
      // Both are rounded: depth by 1.6e-5 of its value, disparity by 1.6e-5 px of at least 1.3 px.
      expect(worst).toBeLessThan(3e-5);
    });

    it('agrees with the ray tracer on every 19th pixel', async () => {
      const world = new World(scene);
      const camera = new Camera(scene);
      const disparity = await readMap(`disparity/${name}.npz`, 'disparity');
      const occlusion = await readMap(`occlusion/${name}.png`);
      const masks = await Promise.all(
        maskClasses.map(async (maskClass) => {
          const path = `masks/${maskClass}/${name}.png`;
          return existsSync(join(folder, path)) ? readMap(path) : null;
        }),
      );
      for (let y = 9; y < rig.height; y += 19) {
        for (let x = 9; x < rig.width; x += 19) {
          const i = y * rig.width + x;
          const truth = tracePixel(world, camera, x, y);
          const where = `${name} at ${x}, ${y}`;
          if (Number.isNaN(truth.disparity)) expect(disparity.values[i], where).toBeNaN();
          else expect(Math.abs(disparity.values[i]! - truth.disparity), where).toBeLessThan(1.6e-5);
          expect(occlusion.values[i], where).toBe(truth.isOccluded ? 255 : 0);
          maskClasses.forEach((maskClass, k) => {
            const expected = truth.classes.includes(maskClass) ? 255 : 0;
            expect(masks[k]?.values[i] ?? 0, `${where}: ${maskClass}`).toBe(expected);
          });
        }
      }
    });
  });
});
