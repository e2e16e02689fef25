import { describe, expect, it } from 'vitest';
import { checkPhotometry, type PhotometricInput } from '#domain/photometric/checkPhotometry.ts';
import { readablePhotometry } from '#domain/photometric/PhotometricKernels.ts';
import { warpFromRight } from '#domain/photometric/warpFromRight.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';
import { photometricKernels } from './photometricKernels.ts';

const unwatched = { checkCancelled: () => undefined, progress: () => undefined };

/** Pictures and maps of noise; disparities lead out of the picture now and then. */
function randomInput(width: number, height: number, channels: 1 | 3, holes: number): PhotometricInput {
  const random = seededRandom(width * height + channels);
  const picture = () => {
    const data = Uint8Array.from({ length: width * height * channels }, () => 256 * random());
    return { width, height, channels, data };
  };
  const map = (): Raster<'disparity:px'> => {
    const values = Float32Array.from({ length: width * height }, () =>
      random() < holes ? NaN : random() < 0.5 ? Math.floor(8 * random()) : 8 * random() - 1,
    );
    return { quantity: 'disparity:px', width, height, values };
  };
  return { left: picture(), right: picture(), disparity: map(), rightDisparity: map() };
}

const scene = tinyStereo(3);
const inputs: readonly (readonly [string, PhotometricInput])[] = [
  ['a rendered scene', { ...scene, rightDisparity: scene.disparity }],
  ...(
    [
      [37, 12, 3, 0.2],
      [36, 13, 1, 0.5],
      [64, 7, 3, 0],
      [1, 9, 1, 0.1],
      [9, 1, 3, 0.1],
      [2, 2, 3, 0],
      [1, 1, 1, 0],
      [8, 4, 1, 1],
    ] as const
  ).map(
    ([width, height, channels, holes]) =>
      [
        `${width} × ${height} × ${channels} of noise, ${100 * holes} % missing`,
        randomInput(width, height, channels, holes),
      ] as const,
  ),
];

describe.each(inputs)('photometricKernels on %s', (_, input) => {
  const { left, right, disparity } = input;

  it('find the same errors and means', () => {
    const warped = warpFromRight(right, disparity);
    expect(photometricKernels.photometricError(left, warped)).toEqual(
      readablePhotometry.photometricError(left, warped),
    );
  });

  it('find the same roughness', () => {
    expect(photometricKernels.edgeAwareSmoothness(disparity, left)).toEqual(
      readablePhotometry.edgeAwareSmoothness(disparity, left),
    );
  });

  it('make the same check, with and without the right view’s map', () => {
    for (const one of [input, { ...input, rightDisparity: null }]) {
      expect(checkPhotometry(one, unwatched, photometricKernels)).toEqual(checkPhotometry(one, unwatched));
    }
  });
});

it('stop when the caller’s row throws', () => {
  const stop = () => {
    throw new Error('enough');
  };
  const { left, right, disparity } = scene;
  const warped = warpFromRight(right, disparity);
  expect(() => photometricKernels.photometricError(left, warped, stop)).toThrow('enough');
});
