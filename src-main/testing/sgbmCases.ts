import { inflateSync } from 'node:zlib';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { fixtureBytes, fixtureJson } from './fixture.ts';

/** A pair, options, and the map that OpenCV makes of them. */
export interface SgbmCase {
  readonly name: string;
  readonly left: Picture;
  readonly right: Picture;
  readonly options: SgbmOptions;
  readonly disparity16: Int16Array;
}

interface PictureEntry {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly left: number;
  readonly right: number;
}
interface CaseEntry {
  readonly name: string;
  readonly picture: string;
  readonly options: Omit<SgbmOptions, 'channels'>;
  readonly disparity16: number;
}

/** The cases of fixtures/sgbm/cases.json. */
export function sgbmCases(): SgbmCase[] {
  const { pictures, cases } = fixtureJson('sgbm/cases.json') as {
    readonly pictures: Readonly<Record<string, PictureEntry>>;
    readonly cases: readonly CaseEntry[];
  };
  const arrays = new Uint8Array(inflateSync(fixtureBytes('sgbm/cases.bin')));
  return cases.map(({ name, picture, options, disparity16 }) => {
    const { width, height, channels, left, right } = pictures[picture]!;
    const at = (start: number): Picture => ({
      width,
      height,
      channels,
      data: arrays.slice(start, start + width * height * channels),
    });
    const map = new Int16Array(arrays.buffer.slice(disparity16, disparity16 + 2 * width * height));
    return { name, left: at(left), right: at(right), options: { ...options, channels }, disparity16: map };
  });
}
