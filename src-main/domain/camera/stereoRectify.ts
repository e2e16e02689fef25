import { StudioError } from '../errors.ts';
import { Distortion } from './Distortion.ts';
import { cross, length, multiply, scaled, transform, transpose, type Matrix3 } from './Matrix3.ts';
import { rotationFromVector, vectorFromRotation } from './rotation.ts';
import type { CameraPose, DistortedCamera, Rectification } from './StereoCameras.ts';

export interface RectifyOptions {
  /** Both principal points are put to the same place, so that infinity has disparity 0 (CALIB_ZERO_DISPARITY). */
  readonly zeroDisparity: boolean;
  /**
   * Free scaling: 0 = the largest picture without pixels from outside, 1 = every source pixel is kept, in between a
   * mixture; below 0 = the focal length is not scaled.
   */
  readonly alpha: number;
}

/** What OpenCV's sample stereo_match uses. */
export const defaultRectifyOptions: RectifyOptions = { zeroDisparity: true, alpha: -1 };

export interface CamerasToRectify {
  readonly width: number;
  readonly height: number;
  readonly left: DistortedCamera;
  readonly right: DistortedCamera;
  readonly pose: CameraPose;
}

/**
 * Turns both cameras by half of their difference each and then together until rows are epipolar lines (Bouguet's
 * method), and chooses focal length and principal points: exactly what cv2.stereoRectify does for pictures that keep
 * their size. Points pass through float32 where OpenCV's do, so that R1, R2, P1, P2 agree to 1e-9.
 *
 * @throws InvalidOption where the cameras stand in one place, or the right one stands to the left of the left one.
 * @throws Unsupported where they stand one above the other.
 * Source: OpenCV 4.6 modules/calib3d/src/calibration.cpp, cvStereoRectify; tested against it.
 */
export function stereoRectify(cameras: CamerasToRectify, options: RectifyOptions): Rectification {
  const { width, height, left, right, pose } = cameras;
  const half = rotationFromVector(scaled(vectorFromRotation(pose.rotation), -0.5));
  const t = transform(half, pose.translationM);
  requireSideBySide(t);
  const off = cross(t, [-1, 0, 0]);
  const toRow = length(off);
  const turn: Matrix3 =
    toRow > 0
      ? rotationFromVector(scaled(off, Math.acos(Math.abs(t[0]) / length(t)) / toRow))
      : [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const rotations = [multiply(turn, transpose(half)), multiply(turn, half)] as const;
  const baselineM = -transform(rotations[1], pose.translationM)[0];

  const size = { width, height };
  const focal = (left.focalYPx + right.focalYPx) / 2;
  const builts = [left, right] as const;
  const centres = builts.map((built, k) => centreOf(built, rotations[k]!, focal, size));
  const [c1, c2] = shareCentres(centres[0]!, centres[1]!, options.zeroDisparity);
  const frames = [c1, c2].map(([cx, cy], k) =>
    framesOf(builts[k]!, { rotation: rotations[k]!, focalPx: focal, cxPx: cx, cyPx: cy }, size),
  );
  const focalPx = focal * scaleOf(frames, [c1, c2], size, options.alpha);
  const camera = (k: 0 | 1, [cxPx, cyPx]: Point) => ({ rotation: rotations[k], focalPx, cxPx, cyPx });
  return { left: camera(0, c1), right: camera(1, c2), baselineM, width, height };
}

type Point = readonly [number, number];
interface Size {
  readonly width: number;
  readonly height: number;
}

function requireSideBySide(t: readonly [number, number, number]): void {
  const found = `${t.map((v) => v.toPrecision(4)).join(', ')} m`;
  if (!t.every(Number.isFinite) || length(t) === 0) {
    throw new StudioError('InvalidOption', `the cameras must stand apart, the translation is ${found}`, {
      found,
    });
  }
  if (Math.abs(t[0]) <= Math.abs(t[1])) {
    throw new StudioError(
      'Unsupported',
      `the cameras must stand side by side, the translation is ${found}; pairs one above the other are not read`,
      { found },
    );
  }
  if (t[0] > 0) {
    throw new StudioError(
      'InvalidOption',
      `the right camera must stand to the right of the left one (T[0] < 0), the translation is ${found}`,
      { expected: 'T[0] < 0', found },
    );
  }
}

/** The principal point that puts the middle of the picture's corners into its middle. */
function centreOf(built: DistortedCamera, rotation: Matrix3, focal: number, { width, height }: Size): Point {
  const lens = new Distortion(built);
  const point = new Float64Array(2);
  let [sumX, sumY] = [0, 0];
  for (let i = 0; i < 4; i += 1) {
    const [u, v] = [i % 2 === 1 ? width - 1 : 0, i > 1 ? height - 1 : 0];
    lens.undistort((u - built.cxPx) / built.focalXPx, (v - built.cyPx) / built.focalYPx, point);
    const [X, Y, Z] = transform(rotation, [Math.fround(point[0]!), Math.fround(point[1]!), 1]);
    sumX += Math.fround((X / Z) * focal);
    sumY += Math.fround((Y / Z) * focal);
  }
  return [(width - 1) / 2 - sumX / 4, (height - 1) / 2 - sumY / 4];
}

/** Rows must correspond, so cy is shared; cx only where infinity is to have disparity 0. */
function shareCentres([x1, y1]: Point, [x2, y2]: Point, zeroDisparity: boolean): readonly [Point, Point] {
  const y = (y1 + y2) * 0.5;
  const x = (x1 + x2) * 0.5;
  return zeroDisparity ? [[x, y], [x, y]] : [[x1, y], [x2, y]]; // prettier-ignore
}

/** left, top, right, bottom */
type Box = readonly [number, number, number, number];
interface Frames {
  /** The largest box without a pixel from outside of the picture. */
  readonly inner: Box;
  /** The least box that holds every pixel. */
  readonly outer: Box;
}

/** So many points of the border are followed along each side. */
const gridSide = 9;

function framesOf(built: DistortedCamera, to: Rectification['left'], { width, height }: Size): Frames {
  const lens = new Distortion(built);
  const matrix = multiply([to.focalPx, 0, to.cxPx, 0, to.focalPx, to.cyPx, 0, 0, 1], to.rotation);
  const point = new Float64Array(2);
  let [iX0, iX1, iY0, iY1] = [-Infinity, Infinity, -Infinity, Infinity];
  let [oX0, oX1, oY0, oY1] = [Infinity, -Infinity, Infinity, -Infinity];
  const last = gridSide - 1;
  for (let row = 0; row <= last; row += 1) {
    for (let column = 0; column <= last; column += 1) {
      const u = Math.fround((column * width) / last);
      const v = Math.fround((row * height) / last);
      lens.undistort((u - built.cxPx) / built.focalXPx, (v - built.cyPx) / built.focalYPx, point);
      const [X, Y, Z] = transform(matrix, [point[0]!, point[1]!, 1]);
      const [x, y] = [Math.fround(X / Z), Math.fround(Y / Z)];
      [oX0, oX1, oY0, oY1] = [Math.min(oX0, x), Math.max(oX1, x), Math.min(oY0, y), Math.max(oY1, y)];
      if (column === 0) iX0 = Math.max(iX0, x);
      if (column === last) iX1 = Math.min(iX1, x);
      if (row === 0) iY0 = Math.max(iY0, y);
      if (row === last) iY1 = Math.min(iY1, y);
    }
  }
  return { inner: [iX0, iY0, iX1, iY1], outer: [oX0, oY0, oX1, oY1] };
}

function scaleOf(frames: readonly Frames[], centres: readonly Point[], size: Size, alpha: number): number {
  if (alpha < 0) return 1;
  const ratios = (box: Box, [cx, cy]: Point) => [
    cx / (cx - box[0]),
    cy / (cy - box[1]),
    (size.width - cx) / (box[2] - cx),
    (size.height - cy) / (box[3] - cy),
  ];
  const inner = Math.max(...frames.flatMap((frame, k) => ratios(frame.inner, centres[k]!)));
  const outer = Math.min(...frames.flatMap((frame, k) => ratios(frame.outer, centres[k]!)));
  const share = Math.min(alpha, 1);
  return inner * (1 - share) + outer * share;
}
