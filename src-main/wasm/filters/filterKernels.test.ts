import { describe, expect, it } from 'vitest';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { readableFilters } from '#domain/stereo/filters/FilterKernels.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { stereoMatcherCases, unpackPicture, unpackRaster } from '#testing/stereoMatcherCases.ts';
import { filterKernels } from './filterKernels.ts';

interface Case {
  readonly name: string;
  readonly disparity: Raster<'disparity:px'>;
  readonly guide: Picture;
}

const { filters } = stereoMatcherCases;
const real = unpackRaster(filters.ofLeft, 'disparity:px');
const cases: readonly Case[] = [
  { name: 'SGBM’s map', disparity: real, guide: unpackPicture(filters.left) },
  { name: 'SGBM’s map, by colour', disparity: real, guide: unpackPicture(filters.colour) },
  randomCase(37, 12, 3, 0.3),
  randomCase(36, 13, 1, 0.6),
  randomCase(70, 9, 3, 0),
  randomCase(1, 9, 1, 0.2),
  randomCase(9, 1, 3, 0.2),
  randomCase(2, 2, 1, 0.5),
  randomCase(11, 5, 1, 1),
];

/** Steps of 1/16 px in small areas, so that neighbours often belong together. */
function randomCase(width: number, height: number, channels: 1 | 3, holes: number): Case {
  const random = seededRandom(width * height);
  const values = Float32Array.from({ length: width * height }, () =>
    random() < holes ? NaN : Math.floor(48 * random()) / 16 - 1,
  );
  const data = Uint8Array.from({ length: width * height * channels }, () => 256 * random() ** 3);
  return {
    name: `${width} × ${height} random values, ${100 * holes} % missing`,
    disparity: { quantity: 'disparity:px', width, height, values },
    guide: { width, height, channels, data },
  };
}

describe.each(cases)('$name', ({ disparity, guide }) => {
  it.each([3, 5])('has the readable filter’s median in %i × %i px', (window) => {
    const found = filterKernels.medianOfValid(disparity, window);
    expect(found).toEqual(readableFilters.medianOfValid(disparity, window));
  });

  it.each([
    [1, 0],
    [6, 0.25],
    [20, 1],
    [100_000, 4],
  ])('loses the same speckles of up to %i px with steps of %f px', (maxArea, maxStep) => {
    const found = filterKernels.withoutSpeckles(disparity, { maxArea, maxStep });
    expect(found).toEqual(readableFilters.withoutSpeckles(disparity, { maxArea, maxStep }));
  });

  it.each([
    [8000, 1.5],
    [500, 12],
    [100, 255],
    [0, 0.01],
  ])('is smoothed to the same values with lambda %d, sigmaColor %d', (lambda, sigmaColor) => {
    const found = filterKernels.smoothByEdges(disparity, guide, { lambda, sigmaColor });
    expect(found).toEqual(readableFilters.smoothByEdges(disparity, guide, { lambda, sigmaColor }));
  });
});
