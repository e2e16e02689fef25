import type { SsimInput } from './ssim.ts';
import type { SsimPlan } from './ssimPlan.ts';

/** Sums over each pixel's window along one image row; x is the prediction, y the ground truth, both minus `centre`. */
export interface WindowSums {
  /** Weight of the window's pixels that are valid in both maps; for a uniform window their number. */
  readonly n: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  readonly xy: Float64Array;
}

/**
 * Visits the rows from top to bottom with the weighted sums over the square window around each pixel, pixels invalid in
 * either map left out, the border repeated half-sample symmetrically (b a | a b c). The arrays are reused between rows.
 *
 * Every window is added up anew, down the columns and then along the row, at a cost that grows with its side. A running
 * sum or an integral image would be independent of the side, but one far outlier (a disparity near zero seen as depth)
 * leaves its rounding error in all sums after it.
 *
 * @param plan  the window is at most the shorter side.
 */
export function visitWindowSums(
  input: SsimInput,
  { radius, weights, centre }: Pick<SsimPlan, 'radius' | 'weights' | 'centre'>,
  visit: (row: number, sums: WindowSums) => void,
): void {
  const { width, height } = input;
  const side = weights.length;
  // The last `side` image rows: row r lives in slot r mod side.
  const slots = Array.from({ length: side }, () => allocateRow(width));
  const padded = allocateRow(width + 2 * radius);
  const sums = allocateRow(width);
  let loaded = 0;
  for (let row = 0; row < height; row += 1) {
    for (const needed = Math.min(row + radius, height - 1); loaded <= needed; loaded += 1) {
      loadRow(input, { row: loaded, centre }, slots[loaded % side]!);
    }
    for (const key of keys) {
      const columns = padded[key].subarray(radius, radius + width).fill(0);
      weights.forEach((weight, k) => {
        const part = slots[mirror(row + k - radius, height) % side]![key];
        for (let u = 0; u < width; u += 1) columns[u] = columns[u]! + weight * part[u]!;
      });
      mirrorEnds(padded[key], radius, width);
      addAlongRow(padded[key], weights, sums[key]);
    }
    visit(row, sums);
  }
}

const keys = ['n', 'x', 'y', 'xx', 'yy', 'xy'] as const satisfies readonly (keyof WindowSums)[];

function allocateRow(length: number): WindowSums {
  const row = () => new Float64Array(length);
  return { n: row(), x: row(), y: row(), xx: row(), yy: row(), xy: row() };
}

/** Index of the half-sample symmetric repetition; the overshoot is less than `length`. */
export function mirror(index: number, length: number): number {
  if (index < 0) return -1 - index;
  return index < length ? index : 2 * length - 1 - index;
}

/** Values, squares and products of a row; zeros where either map is invalid. */
function loadRow(
  { width, prediction, groundTruth }: SsimInput,
  { row, centre }: { row: number; centre: number },
  into: WindowSums,
): void {
  for (let u = 0; u < width; u += 1) {
    const x = prediction[row * width + u]! - centre;
    const y = groundTruth[row * width + u]! - centre;
    const isValid = Number.isFinite(x) && Number.isFinite(y);
    into.n[u] = isValid ? 1 : 0;
    into.x[u] = isValid ? x : 0;
    into.y[u] = isValid ? y : 0;
    into.xx[u] = isValid ? x * x : 0;
    into.yy[u] = isValid ? y * y : 0;
    into.xy[u] = isValid ? x * y : 0;
  }
}

function mirrorEnds(padded: Float64Array, radius: number, width: number): void {
  for (let j = 0; j < radius; j += 1) {
    padded[radius - 1 - j] = padded[radius + j]!;
    padded[radius + width + j] = padded[radius + width - 1 - j]!;
  }
}

function addAlongRow(padded: Float64Array, weights: Float64Array, into: Float64Array): void {
  for (let u = 0; u < into.length; u += 1) {
    let sum = 0;
    for (let k = 0; k < weights.length; k += 1) sum += weights[k]! * padded[u + k]!;
    into[u] = sum;
  }
}
