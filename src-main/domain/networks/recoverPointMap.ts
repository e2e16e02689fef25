import { StudioError } from '../errors.ts';
import { planeOf, resizePlane, type AnsweredTensor, type MapFromTensorInput } from './mapFromTensor.ts';
import type { OutputFormula } from './ModelManifest.ts';
import type { Size } from './networkSize.ts';

/** The fit looks at so many points per axis. */
const fitGrid = 64;

/**
 * z-depth from a map of points that is known up to a shift along z (and a scale, where the network gives none): finds
 * the shift t, and the focal length where the camera is not known, that minimise Σ |f·(x, y)/(z + t) − (u, v)|² over a
 * coarse grid, (u, v) in units of half the picture's diagonal; then Z = (z + t) · scale. NaN outside the mask.
 *
 * @throws BadModel where the tensor holds no points; BadOutput where the mask leaves fewer than 10 of them
 * Source: MoGe `moge/utils/geometry_numpy.py` (recover_focal_shift) and `docs/onnx.md`.
 */
export function recoverPointMap(
  { tensor, others, picture, focalPx, output }: MapFromTensorInput,
  formula: Extract<OutputFormula, { kind: 'point-map' }>,
): Float32Array<ArrayBuffer> {
  const [x, y, z] = [0, 1, 2].map((channel) => planeOf(tensor, channel));
  const size = { width: z!.width, height: z!.height };
  const isInside = insideOf(formula, others, size);
  const points = fitPoints({ x: x!.values, y: y!.values, z: z!.values }, size, isInside);
  const aspect = size.width / size.height;
  const known = focalPx && ((2 * focalPx) / picture.width) * (aspect / Math.hypot(1, aspect));
  const shift = fitShift(points, known);
  const scale = formula.scaleTensor === null ? 1 : numberOf(others, formula.scaleTensor);
  const depth = z!.values.map((value, i) => {
    const metres = (value + shift) * scale;
    return isInside(i) && metres > 0 ? metres : NaN;
  });
  return resizePlane({ ...size, values: depth }, picture, output.resize);
}

interface FitPoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  readonly u: readonly number[];
  readonly v: readonly number[];
}

function insideOf(
  { maskTensor }: Extract<OutputFormula, { kind: 'point-map' }>,
  others: MapFromTensorInput['others'],
  { width, height }: Size,
): (i: number) => boolean {
  if (maskTensor === null) return () => true;
  const mask = planeOf(tensorOf(others, maskTensor), 0);
  if (mask.width !== width || mask.height !== height) {
    const [found, expected] = [`${mask.width}×${mask.height}`, `${width}×${height}`];
    throw new StudioError('BadModel', `the mask ${maskTensor} is ${found}, the points are ${expected}`, {
      expected,
      found,
    });
  }
  return (i) => mask.values[i]! > 0.5;
}

function fitPoints(
  map: { readonly x: Float32Array; readonly y: Float32Array; readonly z: Float32Array },
  { width, height }: Size,
  isInside: (i: number) => boolean,
): FitPoints {
  const points: Record<keyof FitPoints, number[]> = { x: [], y: [], z: [], u: [], v: [] };
  const half = Math.hypot(width, height);
  const [columns, rows] = [Math.min(fitGrid, width), Math.min(fitGrid, height)];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const [px, py] = [Math.floor(((c + 0.5) * width) / columns), Math.floor(((r + 0.5) * height) / rows)];
      const i = py * width + px;
      if (!isInside(i) || !Number.isFinite(map.z[i])) continue;
      points.x.push(map.x[i]!);
      points.y.push(map.y[i]!);
      points.z.push(map.z[i]!);
      points.u.push((2 * px + 1 - width) / half);
      points.v.push((2 * py + 1 - height) / half);
    }
  }
  if (points.z.length >= 10) return points;
  throw new StudioError('BadOutput', `the network's mask leaves ${points.z.length} points; 10 are needed`, {
    expected: 10,
    found: points.z.length,
  });
}

/** Damped Gauss–Newton in one unknown, from 0. */
function fitShift(points: FitPoints, focal: number | null): number {
  let shift = 0;
  let error = residuals(points, shift, focal);
  let damping = 1e-3;
  for (let step = 0; step < 100 && damping < 1e12; step++) {
    const h = 1e-6 * Math.max(1, Math.abs(shift));
    const moved = residuals(points, shift + h, focal);
    let gradient = 0;
    let curvature = 0;
    for (let i = 0; i < error.length; i++) {
      const slope = (moved[i]! - error[i]!) / h;
      gradient += slope * error[i]!;
      curvature += slope * slope;
    }
    if (curvature === 0) return shift;
    const change = -gradient / (curvature * (1 + damping));
    const next = residuals(points, shift + change, focal);
    const [before, after] = [sumOfSquares(error), sumOfSquares(next)];
    if (after > before || Number.isNaN(after)) {
      damping *= 10;
      continue;
    }
    shift += change;
    error = next;
    damping /= 10;
    if (before - after <= 1e-10 * before) return shift;
  }
  return shift;
}

/** f·(x, y)/(z + t) − (u, v), with the best f for this t where none is known. */
function residuals({ x, y, z, u, v }: FitPoints, shift: number, focal: number | null): Float64Array {
  const count = x.length;
  let f = focal;
  if (f === null) {
    let product = 0;
    let square = 0;
    for (let i = 0; i < count; i++) {
      const [px, py] = [x[i]! / (z[i]! + shift), y[i]! / (z[i]! + shift)];
      product += px * u[i]! + py * v[i]!;
      square += px * px + py * py;
    }
    f = product / square;
  }
  const out = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const inverse = f / (z[i]! + shift);
    out[2 * i] = x[i]! * inverse - u[i]!;
    out[2 * i + 1] = y[i]! * inverse - v[i]!;
  }
  return out;
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function tensorOf(others: MapFromTensorInput['others'], name: string): AnsweredTensor {
  const tensor = others[name];
  if (tensor) return tensor;
  const found = Object.keys(others).join(', ');
  throw new StudioError('BadModel', `the network has no output ${name}; it has ${found}`, {
    expected: name,
    found,
  });
}

function numberOf(others: MapFromTensorInput['others'], name: string): number {
  return tensorOf(others, name).values[0] ?? NaN;
}
