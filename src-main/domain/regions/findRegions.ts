import type { RegionDraft } from '../evaluation/FrameEvaluation.ts';
import type { RegionRule } from '../evaluation/Recipe.ts';
import { mergeAreas } from './mergeAreas.ts';
import { type JudgedFrame, pixelBadness } from './pixelBadness.ts';
import { RegionTally } from './RegionTally.ts';
import { simplifyOutline } from './simplifyOutline.ts';
import { traceOutline } from './traceOutline.ts';

/** How far an outline may be from the pixel edges it stands for. */
const outlineTolerancePx = 1;

/**
 * Failure regions of a frame, worst first.
 *
 * A compared pixel fails as the rule says (see pixelBadness). Failing pixels closer than rule.mergePx are one region,
 * which consists of them and of the gaps between them (see mergeAreas). A missing prediction is no failure by itself, or
 * the border that no matcher can see would be the worst region of every frame; inside a region it is counted in
 * missingShare, and density tells the rest. Regions of less than rule.minAreaPx are dropped, the others ranked by
 * severity = area ÷ frame area × mean badness of their compared pixels.
 *
 * The box is tight around the region's pixels. The outline surrounds them at a distance of mergePx / 2, so that it is one
 * line around all parts and does not cover what it shows. The same frame always gives the same regions in the same order.
 */
export function findRegions(frame: JudgedFrame, rule: RegionRule): readonly RegionDraft[] {
  const { width, height } = frame;
  const badness = pixelBadness(frame, rule);
  const failing = new Uint8Array(badness.length);
  for (let i = 0; i < failing.length; i += 1) failing[i] = badness[i]! > 0 ? 1 : 0;
  const { grown, closed } = mergeAreas(failing, { width, height, mergePx: rule.mergePx });

  const tallies = Array.from({ length: grown.count }, () => new RegionTally());
  for (let i = 0; i < closed.length; i += 1) {
    if (closed[i] === 0) continue;
    tallies[grown.labels[i]! - 1]!.add(i % width, Math.floor(i / width), {
      groundTruth: frame.groundTruth[i]!,
      error: frame.error[i]!,
      ssim: frame.ssim[i]!,
      badness: badness[i]!,
    });
  }
  const first = firstPixels(grown.labels, grown.count);
  return tallies
    .map((tally, k) => ({ tally, label: k + 1, severity: tally.severity(width * height) }))
    .filter(({ tally }) => tally.areaPx >= rule.minAreaPx)
    .sort((a, b) => b.severity - a.severity || a.label - b.label)
    .map(({ tally, label, severity }, index) => {
      const isInside = (x: number, y: number) =>
        x >= 0 && y >= 0 && x < width && y < height && grown.labels[y * width + x] === label;
      const start = first[label - 1]!;
      const outline = traceOutline(isInside, [start % width, Math.floor(start / width)]);
      return {
        rank: index + 1,
        severity,
        areaPx: tally.areaPx,
        bbox: tally.bbox,
        outline: simplifyOutline(outline, outlineTolerancePx),
        stats: tally.stats,
      };
    });
}

/** Index of each label's first pixel in reading order. */
function firstPixels(labels: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count).fill(-1);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i]!;
    if (label > 0 && first[label - 1] === -1) first[label - 1] = i;
  }
  return first;
}
