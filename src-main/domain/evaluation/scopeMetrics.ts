import { depthMetrics } from '../metrics/depthMetrics.ts';
import { disparityMetrics } from '../metrics/disparityMetrics.ts';
import { type ComparedMetricName, type MetricName, metricInfos } from '../metrics/metricInfos.ts';
import { psnr } from '../metrics/psnr.ts';
import { scored, type Scored } from '../metrics/Scored.ts';
import type { MetricRecord } from '../records.ts';

/** Ground truth and aligned prediction in one quantity; NaN = invalid or left out. */
export interface ValuePair {
  readonly groundTruth: Float64Array;
  readonly prediction: Float64Array;
}

/** A frame in every form in which it is scored. */
export interface ScoredFrame {
  readonly width: number;
  readonly height: number;
  readonly compared: ValuePair;
  /** Null where depth (disparity) cannot be known of both maps; its metrics then have no value. */
  readonly depth: ValuePair | null;
  readonly disparity: ValuePair | null;
  /** Null where SSIM is undefined; dataRange may still be known. */
  readonly ssimMap: Float32Array | null;
  readonly ssimWindowPx: number;
  readonly dataRange: number | null;
}

/** Part of a frame by name: `all`, `class:NAME`, `not-class:NAME`; pixels with `inside` not 0, null = all. */
export interface Scope {
  readonly name: string;
  readonly inside: Uint8Array | null;
}

/**
 * Every metric of one scope, in the order of metricInfos. Depth metrics are computed in metres and disparity metrics in
 * pixels of the same aligned prediction, whatever quantity it was aligned in; SSIM, PSNR and density in the compared one.
 *
 * Coverage is the metric's pixels ÷ pixels of the scope with ground truth; for SSIM both are counted without the border
 * that its mean leaves out. SSIM's map has values beside the compared pixels, too; its mean counts compared ones only, so
 * that it stands on no other pixels than the numbers beside it.
 */
export function scopeMetrics(frame: ScoredFrame, scope: Scope): readonly MetricRecord[] {
  const truthPixels = countTruth(frame.compared.groundTruth, scope.inside);
  const ssim = scopedSsim(frame, scope.inside);
  const values: Partial<Record<MetricName, Scored>> = {
    ...comparedMetrics(frame, scope.inside, truthPixels),
    ssim: ssim.scored,
    ...(frame.disparity === null ? {} : metricsOf(disparityMetrics, frame.disparity, scope.inside)),
    ...(frame.depth === null ? {} : metricsOf(depthMetrics, frame.depth, scope.inside)),
  };
  return Object.values(metricInfos).map(({ name }) => {
    const { value, pixels } = values[name] ?? { value: null, pixels: 0 };
    const possible = name === 'ssim' ? ssim.possible : truthPixels;
    return { scope: scope.name, name, value, coverage: possible === 0 ? 0 : pixels / possible, pixels };
  });
}

function metricsOf<Result>(
  metrics: (groundTruth: Float64Array, prediction: Float64Array, inside: Uint8Array | null) => Result,
  pair: ValuePair,
  inside: Uint8Array | null,
): Result {
  return metrics(pair.groundTruth, pair.prediction, inside);
}

function countTruth(groundTruth: Float64Array, inside: Uint8Array | null): number {
  let count = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if ((inside === null || inside[i] !== 0) && Number.isFinite(groundTruth[i])) count += 1;
  }
  return count;
}

function comparedMetrics(
  { compared: { groundTruth, prediction }, dataRange }: ScoredFrame,
  inside: Uint8Array | null,
  truthPixels: number,
): Record<Exclude<ComparedMetricName, 'ssim'>, Scored> {
  let n = 0;
  let square = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const d = prediction[i]! - groundTruth[i]!;
    if ((inside !== null && inside[i] === 0) || !Number.isFinite(d)) continue;
    n += 1;
    square += d * d;
  }
  return {
    psnr: dataRange === null ? scored(NaN, 0) : scored(psnr(square / n, dataRange), n),
    density: scored((100 * n) / truthPixels, truthPixels),
    invalid: scored((100 * (truthPixels - n)) / truthPixels, truthPixels),
  };
}

function scopedSsim(
  { width, height, compared, ssimMap, ssimWindowPx }: ScoredFrame,
  inside: Uint8Array | null,
): { readonly scored: Scored; readonly possible: number } {
  if (ssimMap === null) return { scored: scored(NaN, 0), possible: 0 };
  const border = (ssimWindowPx - 1) / 2;
  let sum = 0;
  let pixels = 0;
  let possible = 0;
  for (let y = border; y < height - border; y += 1) {
    for (let i = y * width + border; i < (y + 1) * width - border; i += 1) {
      if ((inside !== null && inside[i] === 0) || !Number.isFinite(compared.groundTruth[i])) continue;
      possible += 1;
      const S = ssimMap[i]!;
      if (Number.isNaN(S) || !Number.isFinite(compared.prediction[i])) continue;
      sum += S;
      pixels += 1;
    }
  }
  return { scored: scored(sum / pixels, pixels), possible };
}
