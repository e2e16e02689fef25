import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import type { FrameScene } from './FrameScene.ts';
import { gradedAbove } from './graded.ts';
import type { RegionView } from './RegionView.ts';
import { type MatchCurves, matchCurves } from './scene/matchCurves.ts';
import { rowRepetition } from './scene/rowRepetition.ts';

/** Grey levels along a row below which there is nothing to repeat. */
const leastContrast = 5;
/** An error this close to whole periods is a jump by them. */
const nearWhole = 0.2;

export const repetitive = {
  name: 'repetitive',
  label: 'Repetitive texture',
  help: 'Bricks, windows, fences: the picture is like itself one period on, and the disparity jumps by whole periods.',
  classes: ['repetitive'],
  limits: {
    likeness: {
      value: 0.6,
      unit: '',
      min: 0.1,
      max: 1,
      help: 'correlation of the rows with themselves one period on',
    },
    ambiguousShare: {
      value: 0.6,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels that match the other picture as well in a second place',
    },
  },
  measure(region, scene, limit) {
    const annotated = region.shareIn(scene.annotated(this.classes));
    const found = scene.picture && rowRepetition(region, scene.picture);
    const isVisible = found !== null && found.contrast > leastContrast;
    const curves = region.once(matchCurves);
    if (!isVisible && annotated === 0 && curves === null) return null;
    const jump = isVisible ? periodsOff(region, scene, found.period) : null;
    // A jump by whole periods is what repetition does; where disparities are unknown it cannot be asked for.
    const trust = jump === null ? 0.75 : Math.abs(jump) >= 0.5 && offWhole(jump) < nearWhole ? 1 : 0.55;
    const measured = isVisible ? gradedAbove(found.likeness, limit('likeness'), 0.85) * trust : 0;
    const byCurves = curves === null ? 0 : jumpsBetween(region, scene, curves, limit('ambiguousShare'));
    const ambiguity = curves
      ? [
          above(
            'share matching as well in a second place',
            curves.ambiguousShare,
            '',
            limit('ambiguousShare'),
          ),
          ...(curves.spacingPx === null ? [] : [above('distance of the two places', curves.spacingPx, 'px')]),
        ]
      : [];
    return {
      score: Math.max(measured, byCurves, gradedAbove(annotated, 0.5, 0.9) * 0.9),
      evidence: [
        ...(byCurves > measured ? ambiguity : []),
        above('likeness one period on', found?.likeness ?? 0, '', limit('likeness')),
        ...(isVisible ? [above('period', found.period, 'px')] : []),
        ...(jump === null ? [] : [below('error in periods', jump, '×')]),
        ...(byCurves > measured ? [] : ambiguity),
      ],
    };
  },
} as const satisfies Cause;

/** Two places look the same, and the disparity is off by about their distance: the wrong one was taken. */
function jumpsBetween(
  region: RegionView,
  { disparityOf, input }: FrameScene,
  { ambiguousShare, spacingPx }: MatchCurves,
  limit: number,
): number {
  const { reference, predicted } = input;
  if (disparityOf === null || reference === null || spacingPx === null) return 0;
  const off = region.median((i) => Math.abs(disparityOf(predicted[i]!) - disparityOf(reference[i]!)));
  if (off === null || Math.abs(off - spacingPx) > Math.max(2, 0.2 * spacingPx)) return 0;
  return gradedAbove(ambiguousShare, limit, 0.95) * 0.9;
}

function offWhole(periods: number): number {
  return Math.abs(periods - Math.round(periods));
}

function periodsOff(region: RegionView, { disparityOf, input }: FrameScene, period: number): number | null {
  const { reference, predicted } = input;
  if (disparityOf === null || reference === null) return null;
  const off = region.median((i) => disparityOf(predicted[i]!) - disparityOf(reference[i]!));
  return off === null ? null : off / period;
}
