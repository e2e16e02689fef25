import { depthMetricsOf } from '../metrics/depthMetrics.ts';
import { disparityMetricsOf } from '../metrics/disparityMetrics.ts';
import { type ComparedMetricName, metricInfos, type MetricName } from '../metrics/metricInfos.ts';
import { psnr } from '../metrics/psnr.ts';
import { scored, type Scored } from '../metrics/Scored.ts';
import type { MetricRecord } from '../records.ts';
import type { Recipe } from './Recipe.ts';
import { type ScopeSums, sumScope, type SumScope } from './scopeSums.ts';
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
  /** Set where depth is constant ÷ (d + doffs) of the compared disparities, so that nobody need make its maps. */
  readonly depthOfDisparity: { readonly constant: number; readonly doffsPx: number } | null;
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
  { families = {}, sum = sumScope }: { readonly families?: FamilyValues; readonly sum?: SumScope } = {},
): readonly MetricRecord[] {
  const sums = sum(frame, inside);
  const { known, disparity, depth } = sums;
  const values: FamilyValues = {
    ...families,
    ...comparedMetrics(sums, frame.dataRange),
    ...(disparity === null ? {} : disparityMetricsOf(disparity, frame.unpredicted)),
    ...(depth === null ? {} : depthMetricsOf(depth)),
  };
  return Object.values(metricInfos)
    .filter(({ name, family }) => family === 'pixels' || name in families)
    .map(({ name }) => {
      const { value, pixels, possible } = { possible: known, ...(values[name] ?? noValue) };
      return { scope, name, value, coverage: possible === 0 ? 0 : pixels / possible, pixels };
    });
}

const noValue: Scored = { value: null, pixels: 0 };

/** A hole that was filled counts as missing in density and invalid. */
function comparedMetrics(
  { known, compared: { n, square, predicted }, similar }: ScopeSums,
  dataRange: number | null,
): Record<ComparedMetricName, Scored> {
  return {
    ssim:
      similar === null
        ? { ...noValue, possible: 0 }
        : { ...scored(similar.sum / similar.pixels, similar.pixels), possible: similar.possible },
    psnr: dataRange === null ? scored(NaN, 0) : scored(psnr(square / n, dataRange), n),
    density: scored((100 * predicted) / known, known),
    invalid: scored((100 * (known - predicted)) / known, known),
  };
}
