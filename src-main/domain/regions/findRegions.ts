import type { RegionRule } from '../evaluation/Recipe.ts';
import type { RegionDraft } from '../evaluation/FrameEvaluation.ts';
import type { RegionStats } from '../records.ts';
import { labelComponents } from './labelComponents.ts';
import { type JudgedFrame, pixelBadness } from './pixelBadness.ts';
import { squaredDistance } from './squaredDistance.ts';
import { traceOutline } from './traceOutline.ts';

export function findRegions(frame: JudgedFrame, rule: RegionRule): readonly RegionDraft[] {
  const { width, height } = frame;
  const badness = pixelBadness(frame, rule);
  const failing = Uint8Array.from(badness, (b) => (b > 0 ? 1 : 0));
  const reach = (rule.mergePx / 2) ** 2;
  const grown = Uint8Array.from(squaredDistance(failing, width, height), (d) => (d <= reach ? 1 : 0));
  const beyond = squaredDistance(
    grown.map((value) => 1 - value),
    width,
    height,
  );
  const { labels, count } = labelComponents(grown, width, height);
  const drafts = Array.from({ length: count }, (_, k) => newTally(k + 1));
  for (let i = 0; i < labels.length; i += 1) {
    const tally = drafts[labels[i]! - 1];
    if (tally === undefined) continue;
    if (tally.first < 0) tally.first = i;
    if (failing[i] === 0 && beyond[i]! <= reach) continue;
    addPixel(tally, frame, badness, i);
  }
  return drafts
    .filter((tally) => tally.area >= rule.minAreaPx)
    .map((tally) => ({ tally, severity: severityOf(tally, width * height) }))
    .sort((a, b) => b.severity - a.severity || a.tally.label - b.tally.label)
    .map(({ tally, severity }, index) => ({
      rank: index + 1,
      severity,
      areaPx: tally.area,
      bbox: [tally.left, tally.top, tally.right - tally.left + 1, tally.bottom - tally.top + 1] as const,
      outline: traceOutline(
        (x, y) => x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] === tally.label,
        [tally.first % width, Math.floor(tally.first / width)],
      ),
      stats: statsOf(tally),
    }));
}

interface Tally {
  readonly label: number;
  first: number;
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  truth: number;
  truthSum: number;
  compared: number;
  badnessSum: number;
  errorSum: number;
  absErrorSum: number;
  similar: number;
  ssimSum: number;
}

function newTally(label: number): Tally {
  return {
    label,
    first: -1,
    area: 0,
    left: Infinity,
    top: Infinity,
    right: -1,
    bottom: -1,
    truth: 0,
    truthSum: 0,
    compared: 0,
    badnessSum: 0,
    errorSum: 0,
    absErrorSum: 0,
    similar: 0,
    ssimSum: 0,
  };
}

function addPixel(tally: Tally, frame: JudgedFrame, badness: Float32Array, i: number): void {
  const x = i % frame.width;
  const y = (i - x) / frame.width;
  tally.area += 1;
  tally.left = Math.min(tally.left, x);
  tally.right = Math.max(tally.right, x);
  tally.top = Math.min(tally.top, y);
  tally.bottom = Math.max(tally.bottom, y);
  const g = frame.groundTruth[i]!;
  if (!Number.isNaN(g)) {
    tally.truth += 1;
    tally.truthSum += g;
  }
  const e = frame.error[i]!;
  if (!Number.isNaN(badness[i])) {
    tally.compared += 1;
    tally.badnessSum += badness[i]!;
    tally.errorSum += e;
    tally.absErrorSum += Math.abs(e);
  }
  const S = frame.ssim[i]!;
  if (!Number.isNaN(S)) {
    tally.similar += 1;
    tally.ssimSum += S;
  }
}

function severityOf(tally: Tally, framePixels: number): number {
  return (tally.area / framePixels) * (tally.badnessSum / tally.compared);
}

function statsOf(tally: Tally): RegionStats {
  const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);
  return {
    meanSsim: mean(tally.ssimSum, tally.similar),
    meanAbsError: mean(tally.absErrorSum, tally.compared),
    meanError: mean(tally.errorSum, tally.compared),
    meanGroundTruth: mean(tally.truthSum, tally.truth),
    missingShare: tally.truth === 0 ? 0 : (tally.truth - tally.compared) / tally.truth,
  };
}
