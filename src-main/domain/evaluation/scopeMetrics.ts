import { depthMetrics } from '../metrics/depthMetrics.ts';
import { disparityMetrics } from '../metrics/disparityMetrics.ts';
import { type ComparedMetricName, metricInfos, type MetricName } from '../metrics/metricInfos.ts';
import { psnr } from '../metrics/psnr.ts';
import { scored, type Scored } from '../metrics/Scored.ts';
import type { MetricRecord } from '../records.ts';
import type { Recipe } from './Recipe.ts';
import type { Scope } from './scopes.ts';

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
  /** 1 where a hole of the prediction was filled; null where none is. */
  readonly filled: Uint8Array | null;
  /** What SSIM and PSNR compare. */
  readonly similar: ValuePair;
  /** Null where SSIM is undefined; dataRange may still be known. */
  readonly ssimMap: Float32Array | null;
  readonly ssimWindowPx: number;
  readonly dataRange: number | null;
  readonly unpredicted: NonNullable<Recipe['unpredicted']>;
}

/** Values of some metrics by name. */
export type FamilyValues = Partial<Record<MetricName, Scored>>;

/**
 * Every metric of one scope, in the order of metricInfos. Depth metrics are computed in metres and disparity metrics in
 * pixels of the same aligned prediction, whatever quantity it was aligned in; SSIM, PSNR and density in the compared one.
 *
 * Coverage is the metric's pixels ÷ pixels of the scope with ground truth; for SSIM both are counted without the border
 * that its mean leaves out. SSIM's map has values beside the compared pixels, too; its mean counts compared ones only, so
 * that it stands on no other pixels than the numbers beside it.
 */
export function scopeMetrics(
  frame: ScoredFrame,
  { name: scope, inside }: Scope,
  families: FamilyValues = {},
): readonly MetricRecord[] {
  const { disparity, depth, unpredicted } = frame;
  const truthPixels = countTruth(frame.compared.groundTruth, inside);
  const ssim = scopedSsim(frame, inside);
  const values: FamilyValues = {
    ...families,
    ...comparedMetrics(frame, inside, truthPixels),
    ssim,
    ...(disparity === null
      ? {}
      : disparityMetrics(disparity.groundTruth, disparity.prediction, inside, unpredicted)),
    ...(depth === null ? {} : depthMetrics(depth.groundTruth, depth.prediction, inside)),
  };
  return Object.values(metricInfos)
    .filter(({ name, family }) => family === 'pixels' || name in families)
    .map(({ name }) => {
      const { value, pixels, possible } = { possible: truthPixels, ...(values[name] ?? noValue) };
      return { scope, name, value, coverage: possible === 0 ? 0 : pixels / possible, pixels };
    });
}

const noValue: Scored = { value: null, pixels: 0 };

function countTruth(groundTruth: Float64Array, inside: Uint8Array | null): number {
  let count = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if ((inside === null || inside[i] !== 0) && Number.isFinite(groundTruth[i])) count += 1;
  }
  return count;
}

/** A hole that was filled counts as missing in density and invalid. */
function comparedMetrics(
  { similar: { groundTruth, prediction }, filled, dataRange }: ScoredFrame,
  inside: Uint8Array | null,
  truthPixels: number,
): Record<Exclude<ComparedMetricName, 'ssim'>, Scored> {
  let n = 0;
  let square = 0;
  let predicted = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const d = prediction[i]! - groundTruth[i]!;
    if ((inside !== null && inside[i] === 0) || !Number.isFinite(d)) continue;
    n += 1;
    square += d * d;
    if (filled === null || filled[i] === 0) predicted += 1;
  }
  return {
    psnr: dataRange === null ? scored(NaN, 0) : scored(psnr(square / n, dataRange), n),
    density: scored((100 * predicted) / truthPixels, truthPixels),
    invalid: scored((100 * (truthPixels - predicted)) / truthPixels, truthPixels),
  };
}

function scopedSsim(
  { width, height, compared, ssimMap, ssimWindowPx }: ScoredFrame,
  inside: Uint8Array | null,
): Scored {
  if (ssimMap === null) return { ...noValue, possible: 0 };
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
  return { ...scored(sum / pixels, pixels), possible };
}
