import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import type { Picture } from '../rasters/Raster.ts';
import { Distortion } from './Distortion.ts';
import { determinant, multiply, transpose, type Matrix3, type Vector3 } from './Matrix3.ts';
import { rectifiedRig } from './rectifiedRig.ts';
import { rectifyPicture } from './rectifyPicture.ts';
import { RectifyRows } from './RectifyRows.ts';
import { rotationFromVector, vectorFromRotation } from './rotation.ts';
import type { DistortedCamera, RectifiedCamera } from './StereoCameras.ts';
import { defaultRectifyOptions, stereoRectify, type CamerasToRectify } from './stereoRectify.ts';

interface Rectified {
  readonly zeroDisparity: boolean;
  readonly alpha: number;
  readonly R1: readonly number[];
  readonly R2: readonly number[];
  readonly P1: readonly number[];
  readonly P2: readonly number[];
  readonly Q: readonly number[];
}
interface Case {
  readonly name: string;
  readonly size: readonly [number, number];
  readonly K1: readonly number[];
  readonly D1: readonly number[];
  readonly K2: readonly number[];
  readonly D2: readonly number[];
  readonly R: Matrix3;
  readonly T: Vector3;
  readonly rectified: readonly Rectified[];
  readonly map: { readonly step: number; readonly x: readonly number[]; readonly y: readonly number[] };
  readonly remapped?: {
    readonly channels: 1 | 3;
    readonly rows: readonly [number, number];
    readonly base64: string;
  };
}
const { cases } = fixtureJson('rectification/rectification.json') as { cases: readonly Case[] };
const silent = { checkCancelled: () => {} };

function built(K: readonly number[], distortion: readonly number[]): DistortedCamera {
  return { focalXPx: K[0]!, focalYPx: K[4]!, cxPx: K[2]!, cyPx: K[5]!, distortion };
}

function camerasOf({ size, K1, D1, K2, D2, R, T }: Case): CamerasToRectify {
  const pose = { rotation: R, translationM: T };
  return { width: size[0], height: size[1], left: built(K1, D1), right: built(K2, D2), pose };
}

const projection = ({ focalPx, cxPx, cyPx }: RectifiedCamera, tx: number) =>
  [focalPx, 0, cxPx, tx, 0, focalPx, cyPx, 0, 0, 0, 1, 0]; // prettier-ignore

/** Largest difference relative to the larger of 1 and the expected number. */
function largestError(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(found[i]! - value) / Math.max(1, Math.abs(value))));
}

/** The generator's picture. */
function texture(width: number, height: number, channels: 1 | 3): Picture {
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < channels; c += 1, at += 1) {
        data[at] = (x * (7 + 4 * c) + y * (13 - 3 * c) + ((x * y) % 31)) % 256;
      }
    }
  }
  return { width, height, channels, data };
}

describe.each(cases)('a pair of cameras ($name)', (given) => {
  it.each(given.rectified)(
    'is rectified as cv2.stereoRectify does, alpha $alpha, zero disparity $zeroDisparity',
    (expected) => {
      const found = stereoRectify(camerasOf(given), expected);
      const { left, right, baselineM } = found;
      expect(largestError(left.rotation, expected.R1)).toBeLessThan(1e-9);
      expect(largestError(right.rotation, expected.R2)).toBeLessThan(1e-9);
      expect(largestError(projection(left, 0), expected.P1)).toBeLessThan(1e-9);
      expect(largestError(projection(right, -baselineM * right.focalPx), expected.P2)).toBeLessThan(1e-9);
      const { cxPx, cyPx, focalPx } = left;
      const Q = [
        1,
        0,
        0,
        -cxPx,
        0,
        1,
        0,
        -cyPx,
        0,
        0,
        0,
        focalPx,
        0,
        0,
        1 / baselineM,
        (right.cxPx - cxPx) / baselineM,
      ];
      expect(largestError(Q, expected.Q)).toBeLessThan(1e-9);
    },
  );

  it('has the map of cv2.initUndistortRectifyMap to 1e-4 px', () => {
    const cameras = camerasOf(given);
    const { right, width, height } = stereoRectify(cameras, defaultRectifyOptions);
    const rows = new RectifyRows(cameras.right, right, width);
    const { step, x, y } = given.map;
    let worst = 0;
    for (let v = 0, at = 0; v < height; v += step) {
      rows.fill(v);
      for (let u = 0; u < width; u += step, at += 1) {
        worst = Math.max(worst, Math.abs(rows.x[u]! - x[at]!), Math.abs(rows.y[u]! - y[at]!));
      }
    }
    expect(worst).toBeLessThan(1e-4);
  });
});

it.each(cases.filter(({ remapped }) => remapped !== undefined))(
  'a picture is remapped to the bytes of cv2.remap ($name)',
  (given) => {
    const cameras = camerasOf(given);
    const { right, width, height } = stereoRectify(cameras, defaultRectifyOptions);
    const { channels, rows, base64 } = given.remapped!;
    const picture = texture(width, height, channels);
    const found = rectifyPicture({ picture, built: cameras.right, to: right, width, height }, silent);
    const expected = new Uint8Array(Buffer.from(base64, 'base64'));
    const strip = found.data.subarray(rows[0] * width * channels, rows[1] * width * channels);
    expect(strip.length).toBe(expected.length);
    expect(strip.findIndex((value, i) => value !== expected[i])).toBe(-1);
  },
);

describe('stereoRectify', () => {
  const chessboard = camerasOf(cases[0]!);
  const moved = (translationM: Vector3) => ({ ...chessboard, pose: { ...chessboard.pose, translationM } });

  it('turns both cameras to common axes, the baseline along the rows', () => {
    const { left, right, baselineM } = stereoRectify(chessboard, defaultRectifyOptions);
    const { rotation } = chessboard.pose;
    // X_right = R·X_left, and both rectified frames have the same axes: R2·R = R1.
    expect(largestError(multiply(right.rotation, rotation), left.rotation)).toBeLessThan(1e-12);
    expect(baselineM).toBeCloseTo(Math.hypot(...chessboard.pose.translationM), 12);
  });

  it('changes nothing in a pair that is rectified', () => {
    const pose = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1] as const, translationM: [-0.5, 0, 0] as const };
    const camera = { focalXPx: 700, focalYPx: 700, cxPx: 320, cyPx: 240, distortion: [] };
    const { left, right, baselineM } = stereoRectify(
      { width: 640, height: 480, left: camera, right: camera, pose },
      defaultRectifyOptions,
    );
    expect(left).toEqual({ rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], focalPx: 700, cxPx: 320, cyPx: 240 });
    expect(right).toEqual(left);
    expect(baselineM).toBe(0.5);
  });

  it('gives the rig of the rectified pictures', () => {
    const rectification = stereoRectify(chessboard, { zeroDisparity: false, alpha: 0 });
    expect(rectifiedRig({ ...chessboard, rectification })).toEqual({
      focalPx: rectification.left.focalPx,
      cxPx: rectification.left.cxPx,
      cyPx: rectification.left.cyPx,
      baselineM: rectification.baselineM,
      doffsPx: rectification.right.cxPx - rectification.left.cxPx,
      width: 640,
      height: 480,
    });
  });

  it.each([
    ['InvalidOption', [0.1, 0, 0], 'must stand to the right'],
    ['InvalidOption', [0, 0, 0], 'must stand apart'],
    ['Unsupported', [0.001, -0.1, 0], 'side by side'],
  ] as const)('refuses with %s a translation of %j', (tag, translation, words) => {
    expect(() => stereoRectify(moved(translation), defaultRectifyOptions)).toThrow(
      expect.objectContaining({ tag, message: expect.stringContaining(words) as unknown }),
    );
  });
});

describe('Distortion', () => {
  it('undoes what it does, near the middle', () => {
    const point = new Float64Array(2);
    const lens = new Distortion({ distortion: cases[4]!.D1 });
    lens.distort(0.1, -0.07, point);
    lens.undistort(point[0]!, point[1]!, point);
    expect([...point]).toEqual([expect.closeTo(0.1, 6), expect.closeTo(-0.07, 6)]);
  });

  it.each([[[1, 2, 3]], [[0.1, 0, 0, NaN]]])('refuses %j', (distortion) => {
    expect(() => new Distortion({ distortion })).toThrow(expect.objectContaining({ tag: 'InvalidOption' }));
  });
});

describe('rotations', () => {
  it('go to their vector and back', () => {
    for (const vector of [
      [0.3, -0.2, 0.1],
      [0, 0, 0],
      [1e-7, 0, 2e-7],
    ] as const) {
      const matrix = rotationFromVector(vector);
      expect(determinant(matrix)).toBeCloseTo(1, 14);
      expect(largestError(multiply(matrix, transpose(matrix)), [1, 0, 0, 0, 1, 0, 0, 0, 1])).toBeLessThan(
        1e-14,
      );
      expect(largestError(vectorFromRotation(matrix), vector)).toBeLessThan(1e-12);
    }
  });

  it('are made orthonormal first', () => {
    const rough = rotationFromVector([0.3, -0.2, 0.1]).map((v) => v * 1.01) as unknown as Matrix3;
    expect(largestError(vectorFromRotation(rough), [0.3, -0.2, 0.1])).toBeLessThan(1e-12);
  });
});
