/** What the depth metrics are made of: numbers of pixels and sums over them, metres where a unit is due. */
export interface DepthSums {
  /** Pixels with finite values and a positive ground truth, and sums over them of |d|, d², |d|/g, d²/g and (d/g)². */
  readonly n: number;
  readonly absolute: number;
  readonly square: number;
  readonly absoluteRelative: number;
  readonly squareRelative: number;
  readonly relativeSquare: number;
  /** Of these the pixels with a positive prediction, and sums over them: e = log(p/g), |e|, e², |1/p − 1/g|, its square. */
  readonly positive: number;
  readonly log: number;
  readonly logAbsolute: number;
  readonly logSquare: number;
  readonly inverseAbsolute: number;
  readonly inverseSquare: number;
  /** Pixels where the larger of p/g and g/p is below 1.25, 1.25² and 1.25³. */
  readonly within1: number;
  readonly within2: number;
  readonly within3: number;
}

/**
 * One pass over the pixels, in float64; the kernels of wasm/metrics do the same.
 *
 * @param groundTruth, prediction, inside  see depthMetrics.
 */
export function sumDepth(
  groundTruth: Float64Array,
  prediction: Float64Array,
  inside: Uint8Array | null,
): DepthSums {
  let n = 0;
  let absolute = 0;
  let square = 0;
  let absoluteRelative = 0;
  let squareRelative = 0;
  let relativeSquare = 0;
  let positive = 0;
  let log = 0;
  let logAbsolute = 0;
  let logSquare = 0;
  let inverseAbsolute = 0;
  let inverseSquare = 0;
  let within1 = 0;
  let within2 = 0;
  let within3 = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (inside !== null && inside[i] === 0) continue;
    const g = groundTruth[i]!;
    const p = prediction[i]!;
    const d = p - g;
    if (!(Number.isFinite(d) && g > 0)) continue;
    n += 1;
    absolute += Math.abs(d);
    square += d * d;
    const relative = Math.abs(d) / g;
    absoluteRelative += relative;
    squareRelative += relative * Math.abs(d);
    relativeSquare += relative * relative;
    if (p <= 0) continue;
    positive += 1;
    const e = Math.log(p / g);
    log += e;
    logAbsolute += Math.abs(e);
    logSquare += e * e;
    const inverse = relative / p;
    inverseAbsolute += inverse;
    inverseSquare += inverse * inverse;
    const ratio = Math.max(p / g, g / p);
    if (ratio < 1.25 ** 3) {
      within3 += 1;
      if (ratio < 1.25 ** 2) within2 += 1;
      if (ratio < 1.25) within1 += 1;
    }
  }
  return {
    ...{ n, absolute, square, absoluteRelative, squareRelative, relativeSquare },
    ...{ positive, log, logAbsolute, logSquare, inverseAbsolute, inverseSquare },
    ...{ within1, within2, within3 },
  };
}
