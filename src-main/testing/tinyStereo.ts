import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { encodePfm } from '#formats/pfm.ts';

export interface TinyStereo {
  readonly left: Picture;
  readonly right: Picture;
  readonly disparity: Raster<'disparity:px'>;
}

const backgroundPx = 3;
const squarePx = 8;

/**
 * A textured wall with a textured square in front of it, from a seed. The disparity is exact: the right picture shows
 * the texture of the left one moved left by it; NaN where the wall is hidden from the right camera.
 */
export function tinyStereo(seed: number, width = 96, height = 64): TinyStereo {
  const next = randomBytes(seed);
  const texture = Uint8Array.from({ length: 2 * width * height }, next);
  const [left, right] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  const values = new Float32Array(width * height);
  const x0 = Math.floor(width / 3) + (seed % 7);
  const isSquare = (x: number, y: number): boolean =>
    x >= x0 && x < x0 + width / 4 && y >= height / 4 && y < (3 * height) / 4;
  for (let y = 0; y < height; y++) {
    const wall = (x: number): number => texture[y * 2 * width + x]!;
    const square = (x: number): number => texture[y * 2 * width + width + x - x0]!;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      left[i] = isSquare(x, y) ? square(x) : wall(x);
      right[i] = isSquare(x + squarePx, y) ? square(x + squarePx) : wall(x + backgroundPx);
      const isHidden = isSquare(x - backgroundPx + squarePx, y) || x < backgroundPx;
      values[i] = isSquare(x, y) ? squarePx : isHidden ? NaN : backgroundPx;
    }
  }
  const picture = (data: Uint8Array): Picture => ({ width, height, channels: 1, data });
  return {
    left: picture(left),
    right: picture(right),
    disparity: { quantity: 'disparity:px', width, height, values },
  };
}

/** A dataset of such scenes in Middlebury's 2014 layout: `scene-N/im0.png, im1.png, disp0.pfm, calib.txt`. */
export async function writeTinyDataset(
  root: string,
  scenes: number,
  size: { readonly width: number; readonly height: number } = { width: 96, height: 64 },
): Promise<void> {
  for (let seed = 1; seed <= scenes; seed++) {
    const { left, right, disparity } = tinyStereo(seed, size.width, size.height);
    const folder = join(root, `scene-${seed}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'im0.png'), await encodePicture(left));
    await writeFile(join(folder, 'im1.png'), await encodePicture(right));
    await writeFile(join(folder, 'disp0.pfm'), encodePfm(disparity));
    await writeFile(join(folder, 'calib.txt'), calibration(size));
  }
}

function calibration({ width, height }: { readonly width: number; readonly height: number }): string {
  const camera = `[100 0 ${width / 2}; 0 100 ${height / 2}; 0 0 1]`;
  return [
    `cam0=${camera}`,
    `cam1=${camera}`,
    'doffs=0',
    'baseline=200',
    `width=${width}`,
    `height=${height}`,
    'ndisp=16',
    '',
  ].join('\n');
}

/** Mulberry32, one byte at a time. */
function randomBytes(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
}
