import type { RegionRule } from '../evaluation/Recipe.ts';
import { type Area, findAreas } from './findAreas.ts';
import { outlineOf } from './outlineOf.ts';
import { type JudgedFrame, pixelBadness } from './pixelBadness.ts';
import type { FoundRegion, RegionDetection } from './RegionRecord.ts';
import { RegionTally } from './RegionTally.ts';

const byRecipe: RegionDetection = {
  map: 'error',
  threshold: 'fixed',
  fixed: null,
  robust: null,
  unit: '',
  isWholeImage: false,
  isSuspicion: false,
};

/**
 * Failure regions of a frame by the recipe's limits alone, worst first; not explained.
 *
 * A compared pixel fails as the rule says (see pixelBadness). Failing pixels closer than rule.mergePx are one region,
 * which consists of them and of the gaps between them (see mergeAreas). A missing prediction is no failure by itself, or
 * the border that no matcher can see would be the worst region of every frame; inside a region it is counted in
 * missingShare, and density tells the rest. Regions of less than rule.minAreaPx are dropped, the others ranked by
 * severity: see SeverityParts.
 *
 * The box is tight around the region's pixels. The outline surrounds them at a distance of mergePx / 2, so that it is one
 * line around all parts and does not cover what it shows. The same frame always gives the same regions in the same order.
 */
export function findRegions(frame: JudgedFrame, rule: RegionRule): readonly FoundRegion[] {
  const { width, height } = frame;
  const badness = pixelBadness(frame, rule);
  const { mergePx, minAreaPx } = rule;
  const areas = findAreas(badness, { width, height, mergePx, minAreaPx, split: null });
  return ranked(areas.map((area) => describeArea(area, frame, badness, byRecipe)));
}

/** What a region's pixels say of it; rank is still 0. */
export function describeArea(
  area: Area,
  frame: JudgedFrame,
  badness: Float32Array,
  detection: RegionDetection,
): FoundRegion {
  const tally = new RegionTally();
  for (const i of area.pixels) {
    tally.add({
      groundTruth: frame.groundTruth[i]!,
      error: frame.error[i]!,
      ssim: frame.ssim[i]!,
      badness: badness[i]!,
    });
  }
  const parts = tally.parts(frame.width * frame.height, detection.isSuspicion);
  return {
    rank: 0,
    severity: parts.wrong * parts.large * parts.sure,
    parts,
    areaPx: area.pixels.length,
    bbox: area.bbox,
    outline: outlineOf(area.body),
    stats: tally.stats,
    detection,
  };
}

/** Worst first, numbered from 1. */
export function ranked<Region extends FoundRegion>(regions: readonly Region[]): readonly Region[] {
  return [...regions]
    .sort((a, b) => b.severity - a.severity)
    .map((region, index) => ({ ...region, rank: index + 1 }));
}
