import type { RegionRule } from '../evaluation/Recipe.ts';
import type { FrameScene } from '../causes/FrameScene.ts';
import { selectMedian } from '../metrics/quantile.ts';
import { type JudgedFrame, pixelBadness } from './pixelBadness.ts';
import type { RegionDetection } from './RegionRecord.ts';
import type { RegionSettings } from './RegionSettings.ts';

/** Which pixels fail, and by which limits. */
export interface FailingPixels {
  /** [0, 1] per pixel, 0 = sound, NaN = not compared. */
  readonly badness: Float32Array;
  readonly detection: Omit<RegionDetection, 'isWholeImage'>;
}

/** Within so many pixels of a depth edge the boundary map is compared. */
const bandPx = 5;
const mostSamples = 20_000;

/**
 * Judges every compared pixel by one of the comparison maps. Fixed limits are the recipe's; the robust one is
 * median + 3 · 1.4826 · MAD of the map. Both are told, whichever decides.
 */
export function failingPixels(
  frame: JudgedFrame,
  scene: FrameScene,
  {
    rule,
    settings,
  }: { readonly rule: RegionRule; readonly settings: Pick<RegionSettings, 'map' | 'threshold'> },
): FailingPixels {
  const { map, threshold } = settings;
  const values = mapValues(map, frame, scene);
  const robust = robustLimit(values);
  const fixed = fixedLimit(map, rule);
  const detection = {
    map,
    threshold,
    fixed: fixed === null ? null : told(map, fixed),
    robust: robust === null ? null : told(map, robust),
    unit: unitOf(map, scene),
    isSuspicion: false,
  } as const;
  if (threshold === 'fixed' && (map === 'error' || map === 'bad-pixel')) {
    const badness = pixelBadness(frame, rule);
    if (map === 'bad-pixel') for (let i = 0; i < badness.length; i += 1) if (badness[i]! > 0) badness[i] = 1;
    return { badness, detection };
  }
  const limit = threshold === 'robust' ? robust : fixed;
  return { badness: badnessAbove(values, limit ?? Infinity, frame), detection };
}

/** The larger, the worse; NaN = not compared. */
function mapValues(map: RegionSettings['map'], frame: JudgedFrame, scene: FrameScene): Float32Array {
  const { error, ssim } = frame;
  const values = new Float32Array(error.length);
  if (map === 'ssim') for (let i = 0; i < values.length; i += 1) values[i] = 1 - ssim[i]!;
  else if (map === 'log-error' || map === 'boundary') {
    if (map === 'boundary') scene.prepareAll([[0, 0, scene.width, scene.height]]);
    const near = map === 'boundary' ? scene.edgeDistance : null;
    for (let i = 0; i < values.length; i += 1) {
      const isIn = !Number.isNaN(error[i]!) && (near === null || near[i]! <= bandPx);
      values[i] = isIn ? Math.abs(scene.errorAt(i)) : NaN;
    }
  } else for (let i = 0; i < values.length; i += 1) values[i] = Math.abs(error[i]!);
  return values;
}

function fixedLimit(map: RegionSettings['map'], { errorAbove, ssimBelow }: RegionRule): number | null {
  if (map === 'ssim') return 1 - (ssimBelow ?? 0.5);
  if (errorAbove === null) return null;
  return map === 'log-error' || map === 'boundary' ? Math.log(1 + errorAbove.relative) : errorAbove.absolute;
}

/** Of a regular sample; null for fewer than 20 values. */
export function robustLimit(values: Float32Array): number | null {
  const step = Math.max(1, Math.floor(values.length / mostSamples));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += step) if (!Number.isNaN(values[i]!)) sample.push(values[i]!);
  if (sample.length < 20) return null;
  const median = selectMedian(Float64Array.from(sample))!;
  const deviation = selectMedian(Float64Array.from(sample, (value) => Math.abs(value - median)))!;
  return median + 3 * 1.4826 * deviation;
}

/** 1 − limit ÷ value above the limit; a pixel that the map says nothing of is sound where the error is known. */
function badnessAbove(values: Float32Array, limit: number, { error }: JudgedFrame): Float32Array {
  const badness = new Float32Array(values.length);
  for (let i = 0; i < badness.length; i += 1) {
    const value = values[i]!;
    if (value > limit) badness[i] = limit <= 0 ? 1 : 1 - limit / value;
    else badness[i] = Number.isNaN(error[i]!) ? NaN : 0;
  }
  return badness;
}

/** Ratios of depth are told in per cent. */
function told(map: RegionSettings['map'], limit: number): number {
  return map === 'log-error' || map === 'boundary' ? 100 * (Math.exp(limit) - 1) : limit;
}

function unitOf(map: RegionSettings['map'], { input }: FrameScene): string {
  if (map === 'ssim') return '';
  if (map === 'log-error' || map === 'boundary') return '%';
  return { disparity: 'px', depth: 'm', 'inverse-depth': '1/m' }[input.quantity];
}
