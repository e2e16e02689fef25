import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';
import { leastSquares } from './leastSquares.ts';

/** How a prediction bends over what the reference says is flat. */
export interface PlaneBend {
  /** Median distance of the reference from its plane, share of its inverse depth. */
  readonly flatness: number;
  /** Share of the error's variance over the plane that one parabola explains. */
  readonly explained: number;
  /** Between the least and the largest error of that parabola, logarithm of depth. */
  readonly bend: number;
  /** Share of the frame that the plane covers. */
  readonly share: number;
  /** Share of the pixels around the region that are off the same way, only less: a bend fades out, a hole does not. */
  readonly fadingShare: number;
}

const mostSamples = 600;
const leastSamples = 60;
/** A pixel is on the plane within this share of its inverse depth. */
const onPlane = 0.02;
/** A larger error is no noise, logarithm of depth. */
const fadingError = 0.08;
/** With less of it there is no bend to look for. */
const leastFading = 0.05;

/**
 * Fits a plane to the reference in the region (a plane in space is a plane in inverse depth), follows it over the frame,
 * sound pixels included, and fits a parabola to the error there. Null where there is no reference or too little of it, and where the error ends at once.
 */
export function planeBend(region: RegionView, scene: FrameScene): PlaneBend | null {
  const { referenceLog, width, height } = scene;
  if (referenceLog === null) return null;
  const fading = fadingShare(region, scene);
  if (fading < leastFading) return null;
  const [x0, y0, w, h] = region.bbox;
  const scale = 1 / Math.max(w, h);
  const linear: Row = (i) =>
    Float64Array.of(1, ((i % width) - x0) * scale, (Math.floor(i / width) - y0) * scale);
  const nearness = (i: number) => Math.exp(-referenceLog[i]!);
  const all = [...region.sample].filter((i) => Number.isFinite(referenceLog[i]!));
  const inside = all.filter((_, k) => k % stepFor(all.length) === 0);
  if (inside.length < leastSamples) return null;
  let plane = fitTwice(inside, linear, nearness);
  if (plane === null) return null;
  const off = (i: number) => Math.abs(at(plane!, linear(i)) / nearness(i) - 1);
  const flatness = inside.map(off).sort((a, b) => a - b)[inside.length >> 1]!;
  if (flatness > onPlane) return { flatness, explained: 0, bend: 0, share: 0, fadingShare: fading };

  // A plane from a small piece is not exact far away: it is fitted again on what lies on it near by.
  const near = onPlaneWithin([x0 - w, y0 - h, 3 * w, 3 * h], scene, off);
  plane = (near.pixels.length < leastSamples ? null : fitTwice(near.pixels, linear, nearness)) ?? plane;
  const { pixels, step } = onPlaneWithin([0, 0, width, height], scene, off);
  if (pixels.length < leastSamples) return null;
  return {
    flatness,
    fadingShare: fading,
    ...parabolaOf(pixels, linear, scene),
    share: (pixels.length * step * step) / (width * height),
  };
}

type Row = (i: number) => Float64Array;

/** A regular sample of the pixels of a box whose reference lies on the plane. */
function onPlaneWithin(
  [x, y, w, h]: readonly [number, number, number, number],
  scene: FrameScene,
  off: (i: number) => number,
): { readonly pixels: readonly number[]; readonly step: number } {
  const { width, height } = scene;
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(width, x + w), Math.min(height, y + h)];
  const step = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / (3 * mostSamples))));
  const pixels: number[] = [];
  for (let v = top; v < bottom; v += step) {
    for (let u = left; u < right; u += step) {
      const i = v * width + u;
      if (Number.isFinite(scene.errorAt(i)) && off(i) < onPlane) pixels.push(i);
    }
  }
  return { pixels, step };
}

function fadingShare(region: RegionView, scene: FrameScene): number {
  const sign = Math.sign(region.median((i) => scene.errorAt(i)) ?? 0);
  let [fading, known] = [0, 0];
  for (const i of region.ring) {
    const error = sign * scene.errorAt(i);
    if (Number.isNaN(error)) continue;
    known += 1;
    if (error > fadingError) fading += 1;
  }
  return known === 0 ? 0 : fading / known;
}

function parabolaOf(
  pixels: readonly number[],
  linear: Row,
  scene: FrameScene,
): Pick<PlaneBend, 'explained' | 'bend'> {
  const errors = Float64Array.from(pixels, (i) => scene.errorAt(i));
  const rows = pixels.map((i) => {
    const [, u, v] = linear(i) as unknown as [number, number, number];
    return Float64Array.of(1, u, v, u * u, u * v, v * v);
  });
  const fit = leastSquares(rows, errors);
  if (fit === null) return { explained: 0, bend: 0 };
  const mean = errors.reduce((sum, value) => sum + value, 0) / errors.length;
  let [total, left, low, high] = [0, 0, Infinity, -Infinity];
  rows.forEach((row, k) => {
    const fitted = at(fit, row);
    total += (errors[k]! - mean) ** 2;
    left += (errors[k]! - fitted) ** 2;
    low = Math.min(low, fitted);
    high = Math.max(high, fitted);
  });
  return { explained: total > 0 ? 1 - left / total : 0, bend: high - low };
}

function stepFor(count: number): number {
  return Math.max(1, Math.floor(count / mostSamples));
}

/** The second time on the better two thirds. */
function fitTwice(
  pixels: readonly number[],
  row: (i: number) => Float64Array,
  value: (i: number) => number,
): Float64Array | null {
  const rows = pixels.map(row);
  const values = Float64Array.from(pixels, value);
  const first = leastSquares(rows, values);
  if (first === null) return null;
  const off = values.map((wanted, k) => Math.abs(at(first, rows[k]!) - wanted));
  const limit = Float64Array.from(off).sort()[Math.floor((pixels.length * 2) / 3)]!;
  const isKept = (_: unknown, k: number) => off[k]! <= limit;
  return leastSquares(rows.filter(isKept), values.filter(isKept)) ?? first;
}

function at(coefficients: Float64Array, row: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < row.length; k += 1) sum += coefficients[k]! * row[k]!;
  return sum;
}
