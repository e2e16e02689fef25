import { mirror } from './windowSums.ts';

interface CannyOptions {
  readonly width: number;
  readonly height: number;
  /** Pixels that count (not 0); edges are found only where a pixel and its eight neighbours do. */
  readonly valid: Uint8Array;
  /** Standard deviation of the Gaussian, px; cut off at 4 σ. */
  readonly sigmaPx: number;
  /** Of the gradient's magnitude (Sobel, unnormalised): an edge starts above `high` and goes on above `low`. */
  readonly low: number;
  readonly high: number;
}

/**
 * Canny's edges as scikit-image 0.19 finds them with a mask: Gaussian of the valid values divided by that of the mask,
 * Sobel, non-maximum suppression with the magnitude interpolated between neighbours, hysteresis over 8-connected pixels.
 *
 * @param values  width × height; anything where not valid.
 * @returns 1 at edges.
 * Source: Canny 1986, doi:10.1109/TPAMI.1986.4767851; scikit-image `feature.canny`.
 */
export function cannyEdges(values: Float64Array, options: CannyOptions): Uint8Array<ArrayBuffer> {
  const { width, height, valid, sigmaPx } = options;
  const known = values.map((value, i) => (valid[i] === 0 ? 0 : value));
  const weight = blur(
    Float64Array.from(valid, (v) => (v === 0 ? 0 : 1)),
    { width, height, sigmaPx },
  );
  const smooth = blur(known, { width, height, sigmaPx });
  for (let i = 0; i < smooth.length; i += 1) smooth[i] = smooth[i]! / (weight[i]! + 2 ** -52);
  const slopes = sobel(smooth, width, height);
  return follow(thin(slopes, options), options);
}

/** Sampled at whole pixels up to 4 σ, adding up to 1. */
export function gaussianWeights(sigmaPx: number): Float64Array {
  const radius = Math.trunc(4 * sigmaPx + 0.5);
  const bell = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp((-0.5 / sigmaPx ** 2) * (k - radius) ** 2),
  );
  const whole = bell.reduce((sum, value) => sum + value, 0);
  return bell.map((value) => value / whole);
}

/** Beyond the image lie zeros. */
function blur(
  values: Float64Array,
  { width, height, sigmaPx }: { width: number; height: number; sigmaPx: number },
): Float64Array<ArrayBuffer> {
  const weights = gaussianWeights(sigmaPx);
  const radius = (weights.length - 1) / 2;
  const both = new Float64Array(values.length);
  const padded = new Float64Array(width + 2 * radius);
  const row = padded.subarray(radius, radius + width);
  for (let y = 0; y < height; y += 1) {
    row.fill(0);
    for (let k = Math.max(-radius, -y); k <= Math.min(radius, height - 1 - y); k += 1) {
      const weight = weights[k + radius]!;
      const from = (y + k) * width;
      for (let x = 0; x < width; x += 1) row[x] = row[x]! + weight * values[from + x]!;
    }
    const middle = weights[radius]!;
    for (let x = 0; x < width; x += 1) {
      let sum = middle * padded[x + radius]!;
      for (let k = 1; k <= radius; k += 1) {
        sum += weights[radius + k]! * (padded[x + radius - k]! + padded[x + radius + k]!);
      }
      both[y * width + x] = sum;
    }
  }
  return both;
}

interface Slopes {
  readonly alongRow: Float64Array;
  readonly downColumn: Float64Array;
  readonly magnitude: Float64Array;
}

/** The border is repeated half-sample symmetrically. */
function sobel(values: Float64Array, width: number, height: number): Slopes {
  const alongRow = new Float64Array(values.length);
  const downColumn = new Float64Array(values.length);
  const magnitude = new Float64Array(values.length);
  for (let y = 0; y < height; y += 1) {
    const above = mirror(y - 1, height) * width;
    const here = y * width;
    const below = mirror(y + 1, height) * width;
    for (let x = 0; x < width; x += 1) {
      const l = x === 0 ? 0 : x - 1;
      const r = x === width - 1 ? x : x + 1;
      const northWest = values[above + l]!;
      const northEast = values[above + r]!;
      const southWest = values[below + l]!;
      const southEast = values[below + r]!;
      const across =
        northEast - northWest + 2 * (values[here + r]! - values[here + l]!) + (southEast - southWest);
      const downward =
        southWest - northWest + 2 * (values[below + x]! - values[above + x]!) + (southEast - northEast);
      alongRow[here + x] = across;
      downColumn[here + x] = downward;
      magnitude[here + x] = Math.sqrt(downward * downward + across * across);
    }
  }
  return { alongRow, downColumn, magnitude };
}

/** The magnitude where it is a maximum across the edge and at least `low`; 0 elsewhere. */
function thin({ alongRow, downColumn, magnitude }: Slopes, options: CannyOptions): Float64Array {
  const { width, height, valid, low } = options;
  const kept = new Float64Array(magnitude.length);
  for (let y = 1; y < height - 1; y += 1) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i += 1) {
      const m = magnitude[i]!;
      if (m < low || !isSurrounded(valid, i, width)) continue;
      const v = downColumn[i]!;
      const u = alongRow[i]!;
      const down = Math.abs(v);
      const right = Math.abs(u);
      if (down === 0 && right === 0) continue;
      // The nearer of the two neighbours that the gradient points between, and the diagonal one.
      const isSteep = down > right;
      const side = (u >= 0 && v >= 0) || (u <= 0 && v <= 0) ? width + 1 : 1 - width;
      const straight = isSteep ? (side === width + 1 ? width : -width) : 1;
      const w = isSteep ? right / down : down / right;
      const ahead = magnitude[i + side]! * w + magnitude[i + straight]! * (1 - w);
      const behind = magnitude[i - side]! * w + magnitude[i - straight]! * (1 - w);
      if (ahead <= m && behind <= m) kept[i] = m;
    }
  }
  return kept;
}

function isSurrounded(valid: Uint8Array, i: number, width: number): boolean {
  for (let row = i - width; row <= i + width; row += width) {
    if (valid[row - 1] === 0 || valid[row] === 0 || valid[row + 1] === 0) return false;
  }
  return true;
}

/** Everything that hangs together with a pixel of at least `high`. */
function follow(kept: Float64Array, { width, high }: CannyOptions): Uint8Array<ArrayBuffer> {
  const edges = new Uint8Array(kept.length);
  const open: number[] = [];
  const visit = (i: number): void => {
    if (!(kept[i]! > 0) || edges[i] !== 0) return;
    edges[i] = 1;
    open.push(i);
  };
  for (let i = 0; i < kept.length; i += 1) {
    if (kept[i]! >= high) visit(i);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (let row = at - width; row <= at + width; row += width) {
        visit(row - 1);
        visit(row);
        visit(row + 1);
      }
    }
  }
  return edges;
}
