import { rasteriseShape } from '#domain/annotation/rasteriseShape.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { examineFrame, type ExaminedFrame } from '#domain/regions/examineFrame.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import type { PlantedCase } from '../../sample/planted/PlantedCase.ts';

/** What was found in a case. */
export interface Judgement {
  readonly cause: string | null;
  readonly seed: number;
  /** A region holds half of the planted pixels, or half of it is planted. */
  readonly isFound: boolean;
  /** Regions of which less than a quarter is planted. */
  readonly falseRegions: number;
  readonly regions: number;
  /** Of the region that shares most pixels with what was planted; null where none was found. */
  readonly first: string | null;
  /** The likeliest causes of that region with their scores, for those who tune. */
  readonly ranking: string;
  readonly elapsedMs: number;
}

const foundShare = 0.5;
const falseShare = 0.25;

/** Examines a planted case as the studio would, and compares what is found with what was planted. */
export function judgePlanted(planted: PlantedCase, options: { readonly withTruth: boolean }): Judgement {
  const from = performance.now();
  const { regions } = examinePlanted(planted, options);
  const elapsedMs = performance.now() - from;
  const { cause, seed } = planted;
  const total = planted.planted.reduce((sum, value) => sum + value, 0);
  let [falseRegions, most] = [0, 0];
  let best: RegionDraft | null = null;
  let isFound = false;
  for (const region of regions) {
    const shared = sharedPixels(region, planted);
    const size = region.areaPx;
    const isPlanted = shared >= falseShare * size || (total > 0 && shared >= foundShare * total);
    if (!isPlanted) falseRegions += 1;
    if (shared > 0 && shared >= foundShare * Math.min(size, total)) isFound = true;
    if (shared > most) [most, best] = [shared, region];
  }
  const ranking = best?.causes.slice(0, 4).map(({ cause: name, score }) => `${name} ${score}`);
  return {
    ...{ cause, seed, isFound, falseRegions, regions: regions.length, elapsedMs },
    first: best?.cause ?? null,
    ranking: ranking?.join(', ') ?? '',
  };
}

function examinePlanted(planted: PlantedCase, { withTruth }: { readonly withTruth: boolean }): ExaminedFrame {
  const { groundTruth, prediction, other } = planted;
  const error = prediction.values.map((value, i) => value - groundTruth.values[i]!);
  const quantity = groundTruth.quantity === 'depth:m' ? 'depth' : 'disparity';
  return examineFrame({
    quantity,
    rule: defaultRecipe(quantity).regions,
    settings: defaultRegionSettings,
    rig: planted.rig,
    prediction,
    truth: withTruth ? { map: groundTruth, error, ssim: new Float32Array(error.length).fill(NaN) } : null,
    left: planted.left,
    right: planted.right,
    others: other === null ? [] : [{ name: 'other', map: other, isIndependent: true }],
    classMasks: planted.classMasks,
  });
}

/** Planted pixels within the region's outline. */
function sharedPixels({ outline }: RegionDraft, { planted, left }: PlantedCase): number {
  const { data } = rasteriseShape({ kind: 'polygon', parts: [outline] }, left.width, left.height);
  let shared = 0;
  for (let i = 0; i < data.length; i += 1) shared += data[i]! & planted[i]!;
  return shared;
}
