import type { Quantity } from '../rasters/Raster.ts';
import type { Encoding } from '../records.ts';

/**
 * The encodings that have a name, by that name. Value · scale + offset; the listed raw values mean "no value", and NaN
 * and ±Infinity always do.
 * Source: domain.md §1.6, §6.1, §6.2, the notes on the sample data, and each layout's record.
 */
export const namedEncodings: ReadonlyMap<string, Encoding> = new Map(
  encodingsInOrder().map((encoding) => [encoding.name, encoding]),
);

function encodingsInOrder(): readonly Encoding[] {
  return [
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
    { ...named('scene-flow', 'disparity:px', 1, []), isAbsolute: true },
    { ...named('sintel-disparity', 'disparity:px', 1, []), code: 'sintel' },
    { ...named('cityscapes-disparity', 'disparity:px', 1 / 256, [0]), offset: -1 / 256 },
    { ...named('spring', 'disparity:px', 1, [0]), least: 0, step: 2 },
    named('instereo2k', 'disparity:px', 1 / 100, [0]),
    named('crestereo', 'disparity:px', 1 / 32, [0]),
    named('nerf-stereo', 'disparity:px', 1 / 64, [0]),
    { ...named('booster', 'disparity:px', 1, [0]), least: 0 },
    { ...named('foundation-stereo', 'disparity:px', 1 / 1000, [0]), code: 'rgb255' },
    { ...named('mid-air-disparity', 'disparity:px', 1, [0]), code: 'float16' },
    /** OpenCV's int16 disparity with minDisparity 0. */
    named('opencv-fixed-point', 'disparity:px', 1 / 16, [-16]),
    named('nyu', 'depth:m', 1 / 1000, [0]),
    { ...named('nyu-raw-kinect', 'depth:m', 1, []), code: 'kinect' },
    named('millimetres', 'depth:m', 1 / 1000, [0]),
    named('seven-scenes', 'depth:m', 1 / 1000, [0, 65535]),
    { ...named('sun-rgbd', 'depth:m', 1 / 1000, [0]), code: 'rotated3' },
    named('tum', 'depth:m', 1 / 5000, [0]),
    named('quarter-millimetres', 'depth:m', 1 / 4000, [0]),
    named('replica', 'depth:m', 1 / 6553.5, [0]),
    { ...named('vkitti2', 'depth:m', 1 / 100, [65535]), most: 65499 },
    { ...named('carla-depth', 'depth:m', 1000 / (2 ** 24 - 1), [2 ** 24 - 1]), code: 'rgb24' },
    { ...named('tartanair', 'depth:m', 1, []), most: 9000 },
    { ...named('hypersim', 'depth:m', 1, []), rayFovDeg: 60 },
    { ...named('diode', 'depth:m', 1, [0]), validWhere: [{ from: '_depth.npy', to: '_depth_mask.npy' }] },
    {
      ...named('ibims', 'depth:m', 50 / 65535, [0]),
      validWhere: [
        { from: 'depth/', to: 'mask_invalid/' },
        { from: 'depth/', to: 'mask_transp/' },
      ],
    },
    {
      ...named('ibims-mat', 'depth:m', 1, [0]),
      validWhere: [
        { from: 'data.depth', to: 'data.mask_invalid' },
        { from: 'data.depth', to: 'data.mask_transp' },
      ],
    },
    named('metres', 'depth:m', 1, []),
    named('metres-0-unknown', 'depth:m', 1, [0]),
    named('pixels', 'disparity:px', 1, []),
    named('inverse-metres', 'inverse-depth:1/m', 1, []),
    named('relative-inverse-depth', 'inverse-depth:relative', 1, []),
    named('relative-depth', 'depth:relative', 1, []),
  ];
}

/** The encoding of that name, which must exist: for names written in code, not by users. */
export function encodingNamed(name: string): Encoding {
  const encoding = namedEncodings.get(name);
  if (!encoding) throw new Error(`no encoding is named ${name}`);
  return encoding;
}

function named(name: string, quantity: Quantity, scale: number, invalid: readonly number[]): Encoding {
  return { name, quantity, scale, offset: 0, invalid };
}
