import { StudioError } from '../errors.ts';
import { opencvCubicTaps } from '../networks/opencvTaps.ts';
import type { Raster } from '../rasters/Raster.ts';
import type { ResizeRule } from './Recipe.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A prediction at the ground truth's size. Disparity in pixels grows with the width; other quantities keep their values.
 *
 * nearest takes the value at floor(x · scale), as OpenCV and PyTorch do. bilinear weighs the four neighbours; invalid
 * ones are left out, and a pixel is invalid where they would have half of the weight or more. bicubic weighs sixteen, as
 * OpenCV's INTER_CUBIC (a = −0.75, replicated border, no antialias); where one of them is invalid the pixel is bilinear,
 * because weights below 0 cannot be shared out.
 *
 * @returns the raster itself where the size is right.
 * @throws SizeMismatch where the rule is to refuse.
 */
export function resizeMap(prediction: Raster, to: Size, rule: ResizeRule): Raster {
  if (prediction.width === to.width && prediction.height === to.height) return prediction;
  if (rule === 'refuse') {
    throw new StudioError(
      'SizeMismatch',
      `the prediction is ${prediction.width}×${prediction.height}, the ground truth ${to.width}×${to.height}`,
      { expected: [to.width, to.height], found: [prediction.width, prediction.height] },
    );
  }
  const factor = prediction.quantity === 'disparity:px' ? to.width / prediction.width : 1;
  const columns = samplesOf(prediction.width, to.width, rule);
  const rows = samplesOf(prediction.height, to.height, rule);
  const cubic = rule === 'bicubic' ? cubicAt(prediction, to) : null;
  const values = new Float32Array(to.width * to.height);
  let i = 0;
  for (const row of rows) {
    for (const column of columns) {
      const value = cubic === null ? NaN : cubic(i);
      values[i++] = factor * (Number.isNaN(value) ? valueAt(prediction, column, row) : value);
    }
  }
  return { quantity: prediction.quantity, width: to.width, height: to.height, values };
}

/** Two neighbours along an axis and the weight of the second. */
interface Sample {
  readonly first: number;
  readonly second: number;
  readonly weight: number;
}

function samplesOf(from: number, to: number, rule: Exclude<ResizeRule, 'refuse'>): readonly Sample[] {
  return Array.from({ length: to }, (_, x) => {
    if (rule === 'nearest') {
      const first = Math.min(Math.floor((x * from) / to), from - 1);
      return { first, second: first, weight: 0 };
    }
    const wanted =
      rule === 'bilinear-corners'
        ? to === 1
          ? 0
          : (x * (from - 1)) / (to - 1)
        : ((x + 0.5) * from) / to - 0.5;
    const position = Math.min(Math.max(wanted, 0), from - 1);
    const first = Math.floor(position);
    return { first, second: Math.min(first + 1, from - 1), weight: position - first };
  });
}

function valueAt({ width, values }: Raster, column: Sample, row: Sample): number {
  let sum = 0;
  let known = 0;
  for (const [y, v] of [[row.first, 1 - row.weight] as const, [row.second, row.weight] as const]) {
    for (const [x, u] of [
      [column.first, 1 - column.weight] as const,
      [column.second, column.weight] as const,
    ]) {
      const value = values[y * width + x]!;
      if (u * v === 0 || !Number.isFinite(value)) continue;
      sum += u * v * value;
      known += u * v;
    }
  }
  return known > 0.5 ? sum / known : NaN;
}

/** The cubic value of output pixel i; NaN where a weighed neighbour is not finite. */
function cubicAt({ width, height, values }: Raster, to: Size): (i: number) => number {
  const across = opencvCubicTaps(width, to.width);
  const down = opencvCubicTaps(height, to.height);
  return (i) => {
    const x = (i % to.width) * across.count;
    const y = Math.floor(i / to.width) * down.count;
    let sum = 0;
    for (let v = y; v < y + down.count; v += 1) {
      if (down.weights[v] === 0) continue;
      const row = down.indices[v]! * width;
      let inRow = 0;
      for (let u = x; u < x + across.count; u += 1) {
        const weight = across.weights[u]!;
        if (weight !== 0) inRow += weight * values[row + across.indices[u]!]!;
      }
      sum += down.weights[v]! * inRow;
    }
    return Number.isFinite(sum) ? sum : NaN;
  };
}
