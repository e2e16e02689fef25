import { invert, length, scaled, transpose, type Matrix3, type Vector3 } from './Matrix3.ts';

/** Shorter rotation vectors are no rotation. */
const leastAngle = Number.EPSILON;

/**
 * The rotation about an axis by the vector's length in radians: R = cos θ·I + (1 − cos θ)·r·rᵀ + sin θ·[r]ₓ.
 * Source: Rodrigues' formula, as cv2.Rodrigues evaluates it.
 */
export function rotationFromVector(vector: Vector3): Matrix3 {
  const angle = length(vector);
  if (angle < leastAngle) return [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const [x, y, z] = scaled(vector, 1 / angle);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const k = 1 - c;
  return [
    c + k * x * x,
    k * x * y - s * z,
    k * x * z + s * y,
    k * x * y + s * z,
    c + k * y * y,
    k * y * z - s * x,
    k * x * z - s * y,
    k * y * z + s * x,
    c + k * z * z,
  ];
}

/**
 * Axis times angle (radians) of a rotation up to half a turn, exclusive; the matrix is first replaced by the nearest
 * orthonormal one.
 */
export function vectorFromRotation(matrix: Matrix3): Vector3 {
  const m = nearestRotation(matrix);
  const axis: Vector3 = [m[7] - m[5], m[2] - m[6], m[3] - m[1]];
  const sine = length(axis) / 2;
  const cosine = Math.min(1, Math.max(-1, (m[0] + m[4] + m[8] - 1) / 2));
  if (sine < 1e-5) return scaled(axis, 0.5);
  return scaled(axis, Math.acos(cosine) / (2 * sine));
}

/** Polar decomposition by Newton's iteration X ← (X + X⁻ᵀ) / 2, which converges quadratically. */
function nearestRotation(matrix: Matrix3): Matrix3 {
  let near = matrix;
  for (let step = 0; step < 20; step += 1) {
    const other = transpose(invert(near));
    const next = near.map((value, i) => (value + other[i]!) / 2) as unknown as Matrix3;
    const change = Math.max(...next.map((value, i) => Math.abs(value - near[i]!)));
    near = next;
    if (!(change > 1e-15)) break;
  }
  return near;
}
