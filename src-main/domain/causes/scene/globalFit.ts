/** How a whole map relates to its reference. */
export interface GlobalFit {
  /** Median of |ln p − ln g|, as it is. */
  readonly before: number;
  /** … after the best single correction of the whole map. */
  readonly after: number;
  /** That correction: depth × a; inverse depth × a + b; depth × a + b. */
  readonly correction: 'scale' | 'inverse-affine' | 'depth-affine';
  /** Factor and shift in the unit of exp(±log). */
  readonly factor: number;
  readonly shift: number;
  /** Share of the pixels that is off by more than a quarter before and not after. */
  readonly mendedShare: number;
  /** Spearman's rank correlation of prediction and reference. */
  readonly order: number;
  /** Spread of the prediction's logarithm between its 5 % and 95 % quantiles. */
  readonly predictedSpan: number;
  readonly referenceSpan: number;
}

const mostSamples = 2000;
const leastSamples = 50;
const quarter = Math.log(1.25);

/**
 * Tries the corrections that mend a map as a whole, on a regular sample of its pixels.
 * @param predicted, reference  logarithms of depth, NaN = invalid.
 * @returns null where too few pixels have both.
 */
export function globalFit(predicted: Float32Array, reference: Float32Array): GlobalFit | null {
  const [p, g] = samplePairs(predicted, reference);
  if (p.length < leastSamples) return null;
  const candidates = [scaled(p, g), affine(p, g, -1), affine(p, g, 1)].filter((fit) => fit !== null);
  const before = residuals(p, g);
  const best = candidates.reduce((least, fit) => (fit.after < least.after ? fit : least));
  const mended = best.residuals.filter((value, i) => before[i]! > quarter && value <= quarter).length;
  return {
    before: medianOf(before),
    after: best.after,
    ...{ correction: best.correction, factor: best.factor, shift: best.shift },
    mendedShare: mended / p.length,
    order: rankCorrelation(p, g),
    predictedSpan: spanOf(p),
    referenceSpan: spanOf(g),
  };
}

interface Fit {
  readonly correction: GlobalFit['correction'];
  readonly factor: number;
  readonly shift: number;
  readonly after: number;
  readonly residuals: Float64Array;
}

/** A regular sample of the pixels that have both. */
function samplePairs(predicted: Float32Array, reference: Float32Array): [Float64Array, Float64Array] {
  const step = Math.max(1, Math.floor(predicted.length / (8 * mostSamples)));
  const most = Math.ceil(predicted.length / step);
  const [p, g] = [new Float64Array(most), new Float64Array(most)];
  let count = 0;
  for (let i = 0; i < predicted.length; i += step) {
    if (Number.isNaN(predicted[i]! + reference[i]!)) continue;
    p[count] = predicted[i]!;
    g[count] = reference[i]!;
    count += 1;
  }
  const thin = Math.max(1, Math.floor(count / mostSamples));
  const every = (values: Float64Array) =>
    Float64Array.from({ length: Math.floor(count / thin) }, (_, k) => values[k * thin]!);
  return [every(p), every(g)];
}

function residuals(p: Float64Array, g: Float64Array): Float64Array {
  return p.map((value, i) => Math.abs(value - g[i]!));
}

function scaled(p: Float64Array, g: Float64Array): Fit {
  const offset = medianOf(p.map((value, i) => g[i]! - value));
  const left = p.map((value, i) => Math.abs(value + offset - g[i]!));
  return { correction: 'scale', factor: Math.exp(offset), shift: 0, after: medianOf(left), residuals: left };
}

/** Least squares in exp(sign · log), thrice, each time on the better three quarters. */
function affine(p: Float64Array, g: Float64Array, sign: 1 | -1): Fit | null {
  const x = p.map((value) => Math.exp(sign * value));
  const y = g.map((value) => Math.exp(sign * value));
  let weights = new Float64Array(x.length).fill(1);
  let line: readonly [number, number] | null = null;
  let left = new Float64Array();
  for (let round = 0; round < 3; round += 1) {
    line = fitLine(x, y, weights);
    if (line === null) return null;
    const [factor, shift] = line;
    left = x.map((value, i) => {
      const fitted = factor * value + shift;
      return fitted > 0 ? Math.abs(Math.log(fitted) - sign * g[i]!) : Infinity;
    });
    const limit = quantileOf(left, 0.75);
    weights = Float64Array.from(left, (value) => (value <= limit ? 1 : 0));
  }
  const [factor, shift] = line!;
  const correction = sign === -1 ? 'inverse-affine' : 'depth-affine';
  return { correction, factor, shift, after: medianOf(left), residuals: left };
}

function fitLine(x: Float64Array, y: Float64Array, w: Float64Array): readonly [number, number] | null {
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i += 1) {
    if (w[i] === 0) continue;
    n += 1;
    sx += x[i]!;
    sy += y[i]!;
    sxx += x[i]! * x[i]!;
    sxy += x[i]! * y[i]!;
  }
  const spread = sxx - (sx * sx) / n;
  if (!(spread > 1e-12 * sxx)) return null;
  const factor = (sxy - (sx * sy) / n) / spread;
  return [factor, (sy - factor * sx) / n];
}

/** Spearman's ρ; ties in the order they come in, which a thousand pixels forgive. */
export function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const [ra, rb] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [sab, saa, sbb] = [0, 0, 0];
  for (let i = 0; i < ra.length; i += 1) {
    const [u, v] = [ra[i]! - mean, rb[i]! - mean];
    sab += u * v;
    saa += u * u;
    sbb += v * v;
  }
  return saa === 0 || sbb === 0 ? 0 : sab / Math.sqrt(saa * sbb);
}

/** Mean ranks of ties. */
function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const result = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let k = from; k <= to; k += 1) result[order[k]!] = (from + to) / 2;
    from = to + 1;
  }
  return result;
}

function spanOf(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(0.95 * (sorted.length - 1))]! - sorted[Math.floor(0.05 * (sorted.length - 1))]!;
}

function medianOf(values: Float64Array): number {
  return quantileOf(values, 0.5);
}

function quantileOf(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}
