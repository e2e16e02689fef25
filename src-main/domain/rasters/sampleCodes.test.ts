import { describe, expect, it } from 'vitest';
import { encodingNamed } from '../datasets/encodings.ts';
import { applyEncoding } from './applyEncoding.ts';
import type { RawMap, SampleArray } from './RawMap.ts';

function map(values: SampleArray, isRgb = false): RawMap {
  return { width: values.length, height: 1, values, ...(isRgb && { isRgb: true }) };
}

const packed = (r: number, g: number, b: number): number => r + 256 * g + 65536 * b;

describe('encodings with a code', () => {
  it('read Sintel’s disparity without the overflow of bytes', () => {
    const raw = map(Uint32Array.of(packed(63, 128, 0), packed(255, 255, 255), packed(0, 0, 1)), true);
    expect([...applyEncoding(raw, encodingNamed('sintel-disparity')).values]).toEqual([
      254,
      Math.fround(1020 + 255 / 64 + 255 / 16384),
      1 / 16384,
    ]);
  });

  it('read CARLA’s depth, whose farthest value is the sky', () => {
    const raw = map(Uint32Array.of(packed(0, 0, 128), packed(255, 255, 255)), true);
    expect([...applyEncoding(raw, encodingNamed('carla-depth')).values]).toEqual([
      Math.fround((1000 * 128 * 65536) / (2 ** 24 - 1)),
      NaN,
    ]);
  });

  it('read FoundationStereo’s disparity by 255, not by 256', () => {
    const raw = map(Uint32Array.of(packed(1, 2, 3)), true);
    expect(applyEncoding(raw, encodingNamed('foundation-stereo')).values[0]).toBeCloseTo(65.538, 4);
  });

  it('turn the bits of SUN RGB-D back', () => {
    const raw = map(Uint16Array.of((2723 << 3) & 0xffff, 0xffff, 0));
    const { values } = applyEncoding(raw, encodingNamed('sun-rgbd'));
    expect(values[0]).toBeCloseTo(2.723, 6);
    expect(values[1]).toBeCloseTo(65.535, 4);
    expect(values[2]).toBeNaN();
  });

  it('read 16-bit floats from their bits', () => {
    const raw = map(Uint16Array.of(0x3c00, 0x4248, 0x0001, 0x7c00, 0xfc00, 0x7e00));
    const encoding = { ...encodingNamed('mid-air-disparity'), invalid: [] };
    expect([...applyEncoding(raw, encoding).values]).toEqual([1, 3.140625, 2 ** -24, NaN, NaN, NaN]);
  });

  it('read the Kinect’s raw disparity with swapped bytes', () => {
    const raw = map(Uint16Array.of(((1000 & 255) << 8) | (1000 >> 8), 0xff07));
    const { values } = applyEncoding(raw, encodingNamed('nyu-raw-kinect'));
    expect(values[0]).toBeCloseTo(351.3 / 92.5, 5);
    expect(values[1]).toBeNaN();
  });

  it('drop signs, bounds and every second pixel where the dataset says so', () => {
    expect([...applyEncoding(map(Float32Array.of(-2.5, 3)), encodingNamed('scene-flow')).values]).toEqual([
      2.5, 3,
    ]);
    expect([
      ...applyEncoding(map(Uint16Array.of(65499, 65500, 65535)), encodingNamed('vkitti2')).values,
    ]).toEqual([Math.fround(654.99), NaN, NaN]);
    const double = { width: 4, height: 2, values: Float32Array.of(1, 2, -3, 4, 5, 6, 7, 8) };
    expect(applyEncoding(double, encodingNamed('spring'))).toMatchObject({ width: 2, height: 1 });
    expect([...applyEncoding(double, encodingNamed('spring')).values]).toEqual([1, NaN]);
  });

  it('refuse colours that no code reads, and a code without colours', () => {
    const colours = map(Uint32Array.of(0), true);
    expect(() => applyEncoding(colours, encodingNamed('metres'), { file: 'a.png' })).toThrow(
      'a.png: a map has one number per pixel; this file holds RGB colour, of which metres makes no number',
    );
    const grey = map(Uint16Array.of(0));
    expect(() => applyEncoding(grey, encodingNamed('sintel-disparity'), { file: 'b.png' })).toThrow(
      'b.png: sintel-disparity reads the colours of an 8-bit RGB picture; this file has one number per pixel',
    );
  });
});
