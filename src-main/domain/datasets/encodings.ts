import type { Quantity } from '../rasters/Raster.ts';
import type { Encoding } from '../records.ts';

/**
 * The encodings that have a name, by that name. Value · scale + offset; the listed raw values mean "no value", and NaN
 * and ±Infinity always do.
 * Source: domain.md §1.6, §6.1, §6.2 and the notes on the sample data.
 */
export const namedEncodings: ReadonlyMap<string, Encoding> = new Map(
  [
    named('kitti-disparity', 'disparity:px', 1 / 256, [0]),
    named('kitti-depth', 'depth:m', 1 / 256, [0]),
    named('middlebury-pfm', 'disparity:px', 1, []),
    named('middlebury-2001', 'disparity:px', 1 / 8, [0]),
    named('tsukuba', 'disparity:px', 1 / 16, [0]),
    named('middlebury-2003', 'disparity:px', 1 / 4, [0]),
    named('middlebury-2003-half', 'disparity:px', 1 / 2, [0]),
    named('middlebury-2003-full', 'disparity:px', 1, [0]),
    named('middlebury-2006-third', 'disparity:px', 1 / 3, [0]),
    named('middlebury-2006-half', 'disparity:px', 1 / 2, [0]),
    named('middlebury-2006-full', 'disparity:px', 1, [0]),
    { ...named('cityscapes-disparity', 'disparity:px', 1 / 256, [0]), offset: -1 / 256 },
    /** OpenCV's int16 disparity with minDisparity 0. */
    named('opencv-fixed-point', 'disparity:px', 1 / 16, [-16]),
    named('nyu', 'depth:m', 1 / 1000, [0]),
    named('millimetres', 'depth:m', 1 / 1000, [0]),
    named('tum', 'depth:m', 1 / 5000, [0]),
    named('vkitti2', 'depth:m', 1 / 100, [65535]),
    { ...named('hypersim', 'depth:m', 1, []), rayFovDeg: 60 },
    named('metres', 'depth:m', 1, []),
    named('pixels', 'disparity:px', 1, []),
    named('inverse-metres', 'inverse-depth:1/m', 1, []),
    named('relative-inverse-depth', 'inverse-depth:relative', 1, []),
    named('relative-depth', 'depth:relative', 1, []),
  ].map((encoding) => [encoding.name, encoding]),
);

/** The encoding of that name, which must exist: for names written in code, not by users. */
export function encodingNamed(name: string): Encoding {
  const encoding = namedEncodings.get(name);
  if (!encoding) throw new Error(`no encoding is named ${name}`);
  return encoding;
}

function named(name: string, quantity: Quantity, scale: number, invalid: readonly number[]): Encoding {
  return { name, quantity, scale, offset: 0, invalid };
}
