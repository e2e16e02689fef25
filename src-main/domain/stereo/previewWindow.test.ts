import { describe, expect, it } from 'vitest';
import { tinyStereo } from '#testing/tinyStereo.ts';
import { cutPicture, cutRaster } from '../rasters/cut.ts';
import { disparityFromFixed } from './disparityFromFixed.ts';
import { matchSgbm } from './matchSgbm.ts';
import { previewWindow } from './previewWindow.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';

const options = completeSgbmOptions({ numDisparities: 16, blockSize: 3, speckleWindowSize: 0 });

describe('previewWindow', () => {
  it('reaches as far to the left as disparities do, and a margin on all sides', () => {
    const window = previewWindow([200, 100, 50, 40], { width: 800, height: 600 }, options);
    expect(window).toEqual({ cut: [157, 73, 120, 94], shown: [43, 27, 50, 40] });
  });

  it('reaches to the right where disparities are negative, and never out of the image', () => {
    const negative = { ...options, minDisparity: -40, numDisparities: 32 };
    const window = previewWindow([300, 0, 20, 30], { width: 800, height: 600 }, negative);
    expect(window).toEqual({ cut: [273, 0, 114, 57], shown: [27, 0, 20, 30] });
  });

  it('is not worth it where it is most of the image', () => {
    expect(previewWindow([30, 10, 60, 50], { width: 96, height: 64 }, options)).toBeNull();
  });

  it('gives the whole frame’s disparities in the visible part', () => {
    const { left, right } = tinyStereo(5, 320, 160);
    const visible = [150, 60, 60, 40] as const;
    const { cut, shown } = previewWindow(visible, left, options)!;
    const map = (a: typeof left, b: typeof left) => disparityFromFixed(matchSgbm(a, b, options), a, options);
    const part = cutRaster(map(cutPicture(left, cut), cutPicture(right, cut)), shown);
    expect(part.values).toEqual(cutRaster(map(left, right), visible).values);
  });
});
