import { describe, expect, it } from 'vitest';
import type { SampleArray } from '../rasters/RawMap.ts';
import { proposeEncoding } from './proposeEncoding.ts';

/** The name proposed for a 640×480 map that holds these values, and 0 elsewhere. */
function propose(path: string, values: SampleArray, role: 'disparity' | 'depth' | null = null): string {
  const [width, height] = [640, 480];
  const all = new (values.constructor as new (length: number) => SampleArray)(width * height);
  all.set(values);
  return proposeEncoding({ path, raw: { width, height, values: all }, role }).encoding.name;
}
const wide = Uint16Array.of(2000, 5120, 12800);

describe('proposeEncoding', () => {
  it.each<[string, SampleArray, string]>([
    ['kitti/training/disp_occ_0/000000_10.png', wide, 'kitti-disparity'],
    ['out/disparity/000000_10.png', wide, 'kitti-disparity'],
    ['frames/disp/7.png', Uint16Array.of(30, 60, 90), 'pixels'],
    ['kitti/depth/0000000050.png', wide, 'kitti-depth'],
    ['proj_depth/groundtruth/image_02/5.png', wide, 'kitti-depth'],
    ['bedroom/sync_depth_00042.png', wide, 'nyu'],
    ['rgbd_dataset_freiburg1/depth/1.png', wide, 'tum'],
    ['vkitti_2/Scene01/depth/1.png', wide, 'vkitti2'],
    ['disparity/aachen_000000_000019_disparity.png', wide, 'cityscapes-disparity'],
    ['sgbm/disp0.pfm', Float32Array.of(3.5, 20, 60), 'pixels'],
    ['net/depth_000.npy', Float32Array.of(1.5, 4, 9), 'metres'],
    ['midas/000.npy', Float32Array.of(100, 400, 900), 'relative-inverse-depth'],
    ['ai_001_001/frame.0000.depth_meters.npy', Float32Array.of(1.5, 4, 9), 'hypersim'],
    ['depth-project/disparity/7.npy', Float32Array.of(3.5, 20, 60), 'pixels'],
    ['matcher/out.npy', Int16Array.of(-16, 160, 900), 'opencv-fixed-point'],
    ['matcher/disp.npy', Int16Array.of(-16, 160, 900), 'opencv-fixed-point'],
  ])('reads %s', (path, values, expected) => {
    expect(propose(path, values)).toBe(expected);
  });

  it('takes the role of a folder where the name says nothing', () => {
    expect(propose('a/0001.npy', Float32Array.of(1, 4, 9), 'depth')).toBe('metres');
    expect(propose('a/0001.npy', Float32Array.of(2, 4, 9), 'disparity')).toBe('pixels');
  });

  it.each<[string, SampleArray, RegExp]>([
    ['net/0001.npy', Float32Array.of(2, 4, 9), /pixels \(median 4 px\), metres \(median 4 m\)/],
    [
      'net/depth/0001.png',
      wide,
      /millimetres \(median 5\.12 m\), tum \(median 1\.024 m\), vkitti2 .*, kitti-depth/,
    ],
    ['x/left_disp.png', wide, /_disp\.png: what its 16-bit values mean \(2000 to 12800, median 5120\)/],
    ['x/disp/1.png', Uint16Array.of(100, 300, 600), /kitti-disparity .*, pixels/],
    ['x/disp/1.npy', Float32Array.of(0.1, 0.4, 0.9), /no known reading fits/],
    ['x/disp/1.png', Uint8Array.of(10, 40, 90), /no known reading fits/],
    ['x/disp/1.npy', new Float32Array(3), /no value but 0/],
  ])('refuses %s', (path, values, message) => {
    expect(() => propose(path, values)).toThrow(
      expect.objectContaining({ tag: 'EncodingUnknown', message: expect.stringMatching(message) as string }),
    );
  });
});
