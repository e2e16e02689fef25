import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { evaluateFrame } from '#compute/tasks/evaluateFrame.task.ts';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { networkDefaults } from '#domain/methods/NetworkOptions.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { Inference } from './Inference.ts';
import type { LocatedModel } from './protocol.ts';

interface Scores {
  readonly absRel: number;
  readonly delta1: number;
}
type Judged = Readonly<Record<string, { readonly fathomTiny: Scores }>>;

const root = resolve(import.meta.dirname, '../..');
const bundled = join(root, 'resources/models');

/** Picture, ground truth and what its numbers are, for each of training/README.md's ten. */
const pictures: Readonly<Record<string, readonly [picture: string, truth: string, encoding: string]>> = {
  kitti2015: [
    'stereo/kitti2015/training/image_2/000000_10.png',
    'stereo/kitti2015/training/disp_occ_0/000000_10.png',
    'kitti-disparity',
  ],
  eth3d_playground: [
    'stereo/eth3d_playground/im0.png',
    'stereo/eth3d_playground/disp0.pfm',
    'middlebury-pfm',
  ],
  nyu_v2: ['depth/nyu_v2/rgb_00000.jpg', 'depth/nyu_v2/sync_depth_00000.png', 'nyu'],
  sun_rgbd: ['depth/sun_rgbd/SUN_color.jpg', 'depth/sun_rgbd/SUN_depth.png', 'sun-rgbd'],
  tum_rgbd: ['depth/tum_rgbd/TUM_color.png', 'depth/tum_rgbd/TUM_depth.png', 'tum'],
  redwood: ['depth/redwood/color_00000.jpg', 'depth/redwood/depth_00000.png', 'millimetres'],
  seven_scenes: [
    'depth/seven_scenes/frame-000150.color.png',
    'depth/seven_scenes/frame-000150.depth.png',
    'millimetres',
  ],
  middlebury2003_cones: [
    'stereo/middlebury2003_cones/im2.png',
    'stereo/middlebury2003_cones/disp2.png',
    'middlebury-2003',
  ],
  middlebury2014_Motorcycle_Q: [
    'stereo/middlebury2014_Motorcycle_Q/im0.png',
    'stereo/middlebury2014_Motorcycle_Q/disp0GT.pfm',
    'quantity=disparity,offset=32.778',
  ],
  cleargrasp_real: [
    'depth/cleargrasp_real/000000080-opaque-rgb-img.jpg',
    'depth/cleargrasp_real/000000080-opaque-depth-img.exr',
    'quantity=depth,invalid=0',
  ],
};

describe.skipIf(!hasSharedData)('Fathom Tiny on real pictures', { timeout: 120_000 }, () => {
  let folder: string;
  let inference: Inference;
  let pool: ComputePool;
  let model: LocatedModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fathom-'));
    const places = { bundled, cache: join(folder, 'cache'), added: join(folder, 'added') };
    inference = new Inference(places, { threads: 1 });
    pool = new ComputePool({ size: 1 });
    model = await inference.models.locate('fathom-tiny');
  });
  afterAll(async () => {
    await inference.close();
    await pool.close();
    await rm(folder, { recursive: true });
  });

  it.each(Object.entries(pictures))(
    'scores on %s what its training says',
    async (name, [picture, file, text]) => {
      const { path, key } = splitMapPath(file);
      const raw = await decodeMap(await readFile(join(sharedData, path)), path, key);
      const groundTruth = applyEncoding(raw, parseEncoding(text));
      const { map } = await inference.process.predict({
        ...{ model, options: networkDefaults, right: null, focalPx: null },
        left: join(sharedData, picture),
      });
      const { width, height } = groundTruth;
      // Any unit of inverse depth will do: with f · B = 1 a disparity is one.
      const rig = { focalPx: 1, cxPx: 0, cyPx: 0, baselineM: 1, doffsPx: 0, width, height };
      const [min, max] = inverseRange(groundTruth.values, groundTruth.quantity.startsWith('depth'));
      const usual = defaultRecipe('inverse-depth');
      const recipe = { ...usual, alignment: 'scale-shift', clip: { min, max } } as const;
      const { metrics } = await pool.run(evaluateFrame, {
        ...{ groundTruth, prediction: map, rig, recipe, classMasks: [] },
      });
      const found = (metric: string) =>
        metrics.find(({ scope, name: n }) => scope === 'all' && n === metric)!.value!;
      const expected = results.chosen[name]!.fathomTiny;
      expect(Math.abs(found('absRel') - expected.absRel)).toBeLessThan(0.005);
      expect(Math.abs(found('delta1') - expected.delta1)).toBeLessThan(0.01);
    },
  );
});

const resultsFile = join(root, 'training/results.json');
const results = (
  existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : { chosen: {} }
) as {
  readonly chosen: Judged;
};

function inverseRange(values: Float32Array, isDepth: boolean): readonly [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const inverse = isDepth ? 1 / value : value;
    min = Math.min(min, inverse);
    max = Math.max(max, inverse);
  }
  return [min, max];
}
