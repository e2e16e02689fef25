import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { sharedData } from './sharedData.ts';

/** A real pair with dense ground truth, and the disparities that hold it. */
export interface MiddleburySample {
  readonly name: string;
  /** Below stereo/ in the shared data: left, right, ground truth. */
  readonly files: readonly [left: string, right: string, truth: string];
  /** Disparity = stored value ÷ this, 0 = unknown; null for PFM. */
  readonly truthDivisor: number | null;
  /** As matcher options. */
  readonly range: string;
}

export const middleburySamples: readonly MiddleburySample[] = [
  {
    name: 'cones',
    files: ['middlebury2003_cones/im2.png', 'middlebury2003_cones/im6.png', 'middlebury2003_cones/disp2.png'],
    truthDivisor: 4,
    range: 'numDisparities=64',
  },
  {
    name: 'Wood2',
    files: [
      'middlebury2006_Wood2_half/view1.png',
      'middlebury2006_Wood2_half/view5.png',
      'middlebury2006_Wood2_half/disp1.png',
    ],
    truthDivisor: 2,
    range: 'numDisparities=112',
  },
  {
    name: 'aloe',
    files: [
      'middlebury2006_aloe_full/aloeL.jpg',
      'middlebury2006_aloe_full/aloeR.jpg',
      'middlebury2006_aloe_full/aloeGT.png',
    ],
    truthDivisor: 1,
    range: 'minDisparity=32,numDisparities=192',
  },
  {
    name: 'Motorcycle',
    files: [
      'middlebury2014_Motorcycle_Q/im0.png',
      'middlebury2014_Motorcycle_Q/im1.png',
      'middlebury2014_Motorcycle_Q/disp0GT.pfm',
    ],
    truthDivisor: null,
    range: 'numDisparities=64',
  },
];

/** Pictures and ground truth (px, NaN = unknown) of a sample. */
export async function loadMiddlebury({ files, truthDivisor }: MiddleburySample): Promise<{
  readonly left: Picture;
  readonly right: Picture;
  readonly truth: Raster;
}> {
  const [leftFile, rightFile, truthFile] = files.map((file) => join(sharedData, 'stereo', file));
  const picture = async (file: string) => decodePicture(await readFile(file), basename(file));
  const raw = await decodeMap(await readFile(truthFile!), basename(truthFile!));
  const truth = applyEncoding(raw, {
    name: 'custom',
    quantity: 'disparity:px',
    scale: truthDivisor === null ? 1 : 1 / truthDivisor,
    offset: 0,
    invalid: truthDivisor === null ? [] : [0],
  });
  return { left: await picture(leftFile!), right: await picture(rightFile!), truth };
}
