import { determinant, multiply, transpose, type Matrix3 } from '#domain/camera/Matrix3.ts';
import type { DistortedCamera } from '#domain/camera/StereoCameras.ts';
import { StudioError } from '#domain/errors.ts';
import type { GivenRectification } from './CamerasCalibration.ts';
import type { ImageSize } from './imageSize.ts';

/** Numbers of a matrix as a file has them, row-major, with the name they have there. */
export interface NamedNumbers {
  readonly file: string;
  readonly key: string;
  readonly values: readonly number[];
}

/** @throws BadFile where it is no camera matrix [fx 0 cx; 0 fy cy; 0 0 1], or where it is skewed. */
export function builtCamera(matrix: NamedNumbers, distortion: readonly number[]): DistortedCamera {
  const [focalXPx, skew, cxPx, y0, focalYPx, cyPx, ...last] = requireCount(matrix, 9, 'a 3×3 camera matrix');
  const isCamera = focalXPx! > 0 && focalYPx! > 0 && skew === 0 && y0 === 0 && last.join() === '0,0,1';
  if (!isCamera) throw wrong(matrix, 'a camera matrix [fx 0 cx; 0 fy cy; 0 0 1]');
  return { focalXPx: focalXPx!, focalYPx: focalYPx!, cxPx: cxPx!, cyPx: cyPx!, distortion };
}

/** @throws BadFile where it is no rotation: rows of length 1, at right angles, right-handed, to 1 %. */
export function rotationOf(matrix: NamedNumbers): Matrix3 {
  const m = requireCount(matrix, 9, 'a 3×3 rotation') as unknown as Matrix3;
  const isIdentity = (product: Matrix3) =>
    product.every((value, i) => Math.abs(value - (i % 4 === 0 ? 1 : 0)) < 0.01);
  if (!isIdentity(multiply(m, transpose(m))) || determinant(m) < 0) throw wrong(matrix, 'a rotation');
  return m;
}

export interface RectifyingMatrices {
  readonly leftRotation: NamedNumbers;
  readonly rightRotation: NamedNumbers;
  readonly leftProjection: NamedNumbers;
  readonly rightProjection: NamedNumbers;
  readonly size: ImageSize | null;
}

/**
 * How a pair is rectified, from the rotations and the 3×4 projections [f 0 cx −f·B; 0 f cy 0; 0 0 1 0] of its files.
 * @throws BadFile where rows would not correspond (another focal length or cy left and right), or without a baseline.
 */
export function givenRectification(matrices: RectifyingMatrices): GivenRectification {
  const { leftProjection, rightProjection, size } = matrices;
  const p1 = projectionOf(leftProjection);
  const p2 = projectionOf(rightProjection);
  const differs = (a: number, b: number, by: number) => Math.abs(a - b) > by;
  const most = 1e-6 * p1.focalPx;
  if (differs(p1.focalPx, p2.focalPx, most) || differs(p1.cyPx, p2.cyPx, 0.01)) {
    throw wrong(
      rightProjection,
      `the focal length and cy of ${leftProjection.key} (${p1.focalPx}, ${p1.cyPx})`,
    );
  }
  const baselineM = (p1.tx - p2.tx) / p1.focalPx;
  if (!(baselineM > 0)) {
    throw wrong(
      rightProjection,
      `a right camera to the right of ${leftProjection.key}’s (a baseline above 0)`,
    );
  }
  const camera = (rotation: NamedNumbers, { focalPx, cxPx, cyPx }: typeof p1) =>
    ({ rotation: rotationOf(rotation), focalPx, cxPx, cyPx }); // prettier-ignore
  return {
    kind: 'given',
    left: camera(matrices.leftRotation, p1),
    right: camera(matrices.rightRotation, p2),
    baselineM,
    size,
  };
}

function projectionOf(matrix: NamedNumbers) {
  const p = requireCount(matrix, 12, 'a 3×4 projection');
  const [focalPx, focalYPx] = [p[0]!, p[5]!];
  if (!(focalPx > 0) || Math.abs(focalPx - focalYPx) > 1e-6 * focalPx || p[1] !== 0 || p[4] !== 0) {
    throw wrong(matrix, 'a 3×4 projection with one focal length above 0');
  }
  return { focalPx, cxPx: p[2]!, cyPx: p[6]!, tx: p[3]! };
}

/** @throws BadFile where there are more or fewer numbers, or one is not finite. */
export function requireCount(numbers: NamedNumbers, count: number, expected: string): readonly number[] {
  if (numbers.values.length === count && numbers.values.every(Number.isFinite)) return numbers.values;
  throw wrong(numbers, expected);
}

function wrong({ file, key, values }: NamedNumbers, expected: string): StudioError {
  const found = `[${values.slice(0, 12).join(' ')}]`;
  return new StudioError('BadFile', `${file}: ${key} must be ${expected}, found ${found}`, {
    file,
    key,
    expected,
    found,
  });
}
