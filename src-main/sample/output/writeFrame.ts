import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Raster } from '#domain/rasters/Raster.ts';
import { encodeNpz } from '#formats/encodeNpz.ts';
import { encodeMask } from '#formats/encodePng.ts';
import { World } from '../light/World.ts';
import { renderPicture } from '../renderPicture.ts';
import { renderTruth } from '../renderTruth.ts';
import type { Scene } from '../Scene.ts';
import { calibText } from './calibText.ts';
import { encodeSmallPng } from './encodeSmallPng.ts';

/** Renders one scene and writes its files into the parallel folders of the sample. */
export async function writeFrame(scene: Scene, folder: string, strata: number): Promise<void> {
  const world = new World(scene);
  const { name } = scene;
  const write = async (path: string, bytes: Uint8Array | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  };
  const truth = renderTruth(world);
  await write(`disparity/${name}.npz`, packed('disparity', truth.disparity));
  await write(`depth/${name}.npz`, packed('depth', truth.depth));
  await write(`occlusion/${name}.png`, await encodeMask(truth.occlusion));
  for (const [maskClass, mask] of truth.masks) {
    await write(`masks/${maskClass}/${name}.png`, await encodeMask(mask));
  }
  await write(`calib/${name}.txt`, calibText(scene.rig));
  for (const eye of ['left', 'right'] as const) {
    await write(`${eye}/${name}.png`, encodeSmallPng(renderPicture(world, eye, strata)));
  }
}

function packed(key: string, { width, height, values }: Raster): Uint8Array {
  return encodeNpz(key, values, [height, width]);
}
