import type { SsimInput } from './ssim.ts';

/** Sums over each pixel's window along one image row; x is the prediction, y the ground truth, both minus `centre`. */
export interface WindowSums {
  /** How many pixels of the window are valid in both maps. */
  readonly n: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  readonly xy: Float64Array;
}

/**
 * Visits the rows from top to bottom with the sums over the square window around each pixel, pixels invalid in either
 * map left out, the border repeated half-sample symmetrically (b a | a b c). The arrays are reused between rows.
 *
 * Every window is added up anew, along the row and then down the columns, at a cost that grows with its side. A running
 * sum or an integral image would be independent of the side, but one far outlier (a disparity near zero seen as depth)
 * leaves its rounding error in all sums after it.
 *
 * @param options.windowPx  odd and at most the shorter side.
 * @param options.centre    subtracted from both maps; best near their mean.
 */
export function slideWindowSums(
  input: SsimInput,
  options: { readonly windowPx: number; readonly centre: number },
  visit: (row: number, sums: WindowSums) => void,
): void {
  const { width, height } = input;
  const { windowPx } = options;
  const radius = (windowPx - 1) / 2;
  const padded = allocateRow(width + 2 * radius);
  // Row sums of the last `windowPx` image rows: row r lives in slot r mod windowPx.
  const slots = Array.from({ length: windowPx }, () => allocateRow(width));
  const sums = allocateRow(width);
  let loaded = 0;
  for (let y = 0; y < height; y += 1) {
    for (const needed = Math.min(y + radius, height - 1); loaded <= needed; loaded += 1) {
      loadRow(input, { row: loaded, radius, centre: options.centre }, padded);
      for (const key of keys) addAlongRow(padded[key], slots[loaded % windowPx]![key], windowPx);
    }
    for (const key of keys) {
      const total = sums[key].fill(0);
      for (let k = -radius; k <= radius; k += 1) {
        const part = slots[mirror(y + k, height) % windowPx]![key];
        for (let u = 0; u < width; u += 1) total[u] = total[u]! + part[u]!;
      }
    }
    visit(y, sums);
  }
}

const keys = ['n', 'x', 'y', 'xx', 'yy', 'xy'] as const satisfies readonly (keyof WindowSums)[];

function allocateRow(length: number): WindowSums {
  const row = () => new Float64Array(length);
  return { n: row(), x: row(), y: row(), xx: row(), yy: row(), xy: row() };
}

/** Index of the half-sample symmetric repetition; the overshoot is less than `length`. */
function mirror(index: number, length: number): number {
  if (index < 0) return -1 - index;
  return index < length ? index : 2 * length - 1 - index;
}

/** Fills the padded row with values, squares and products; zeros where either map is invalid. */
function loadRow(
  { width, prediction, groundTruth }: SsimInput,
  { row, radius, centre }: { row: number; radius: number; centre: number },
  into: WindowSums,
): void {
  for (let u = -radius; u < width + radius; u += 1) {
    const i = row * width + mirror(u, width);
    const x = prediction[i]! - centre;
    const y = groundTruth[i]! - centre;
    const isValid = Number.isFinite(x) && Number.isFinite(y);
    const at = u + radius;
    into.n[at] = isValid ? 1 : 0;
    into.x[at] = isValid ? x : 0;
    into.y[at] = isValid ? y : 0;
    into.xx[at] = isValid ? x * x : 0;
    into.yy[at] = isValid ? y * y : 0;
    into.xy[at] = isValid ? x * y : 0;
  }
}

function addAlongRow(padded: Float64Array, into: Float64Array, windowPx: number): void {
  for (let u = 0; u < into.length; u += 1) {
    let sum = 0;
    for (let k = u; k < u + windowPx; k += 1) sum += padded[k]!;
    into[u] = sum;
  }
}
