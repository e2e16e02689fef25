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
  /** Share of the frame that the plane covers, as far as it was looked at. */
  readonly share: number;
}

const mostSamples = 900;
const leastSamples = 60;
/** A pixel is on the plane within this share of its inverse depth. */
const onPlane = 0.02;

/**
 * Fits a plane to the reference in the region (a plane in space is a plane in inverse depth), takes the plane's pixels in
 * the region's box and half of it around, sound ones too, and fits a parabola to the error there. Null where there is no
 * reference or too little of it.
 */
export function planeBend(region: RegionView, scene: FrameScene): PlaneBend | null {
  const { referenceLog, width, height } = scene;
  if (referenceLog === null) return null;
  const [x0, y0, w, h] = region.bbox;
  const scale = 1 / Math.max(w, h);
  const linear = (i: number) =>
    Float64Array.of(1, ((i % width) - x0) * scale, (Math.floor(i / width) - y0) * scale);
  const inside = valid([...region.sample], referenceLog).filter((_, k, all) => k % stepFor(all.length) === 0);
  if (inside.length < leastSamples) return null;
  const nearness = (i: number) => Math.exp(-referenceLog[i]!);
  const plane = fitTwice(inside, linear, nearness);
  if (plane === null) return null;
  const off = (i: number) => Math.abs(at(plane, linear(i)) / nearness(i) - 1);
  const flatness = inside.map(off).sort((a, b) => a - b)[inside.length >> 1]!;

  const step = Math.max(1, Math.floor(Math.sqrt((4 * w * h) / (3 * mostSamples))));
  const members: number[] = [];
  for (let y = Math.max(0, y0 - (h >> 1)); y < Math.min(height, y0 + h + (h >> 1)); y += step) {
    for (let x = Math.max(0, x0 - (w >> 1)); x < Math.min(width, x0 + w + (w >> 1)); x += step) {
      const i = y * width + x;
      if (Number.isFinite(scene.errorAt(i)) && off(i) < onPlane) members.push(i);
    }
  }
  if (members.length < leastSamples) return null;
  const parabola = (i: number) => {
    const [, u, v] = linear(i) as unknown as [number, number, number];
    return Float64Array.of(1, u, v, u * u, u * v, v * v);
  };
  const errors = Float64Array.from(members, (i) => scene.errorAt(i));
  const rows = members.map(parabola);
  const fit = leastSquares(rows, errors);
  if (fit === null) return null;
  const mean = errors.reduce((sum, value) => sum + value, 0) / errors.length;
  let [total, left, low, high] = [0, 0, Infinity, -Infinity];
  rows.forEach((row, k) => {
    const fitted = at(fit, row);
    total += (errors[k]! - mean) ** 2;
    left += (errors[k]! - fitted) ** 2;
    low = Math.min(low, fitted);
    high = Math.max(high, fitted);
  });
  const explained = total > 0 ? 1 - left / total : 0;
  return { flatness, explained, bend: high - low, share: (members.length * step * step) / (width * height) };
}

function stepFor(count: number): number {
  return Math.max(1, Math.floor(count / mostSamples));
}

function valid(pixels: readonly number[], logs: Float32Array): number[] {
  return pixels.filter((i) => Number.isFinite(logs[i]!));
}

/** The second time on the better two thirds. */
function fitTwice(
  pixels: readonly number[],
  row: (i: number) => Float64Array,
  value: (i: number) => number,
): Float64Array | null {
  const first = leastSquares(pixels.map(row), Float64Array.from(pixels, value));
  if (first === null) return null;
  const off = (i: number) => Math.abs(at(first, row(i)) - value(i));
  const limit = pixels.map(off).sort((a, b) => a - b)[Math.floor((pixels.length * 2) / 3)]!;
  const kept = pixels.filter((i) => off(i) <= limit);
  return leastSquares(kept.map(row), Float64Array.from(kept, value)) ?? first;
}

function at(coefficients: Float64Array, row: Float64Array): number {
  return coefficients.reduce((sum, value, k) => sum + value * row[k]!, 0);
}
