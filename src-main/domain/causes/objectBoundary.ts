import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { thinShare } from './scene/thinShare.ts';

/** How far from a depth edge a pixel still belongs to it, px. */
const bandPx = 5;

export const objectBoundary = {
  name: 'object-boundary',
  label: 'Object boundary',
  help: 'Along a depth edge the prediction is smeared, fattened or shifted: flying pixels between the near and the far surface.',
  classes: [],
  limits: {
    bandShare: {
      value: 0.6,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels within 5 px of a depth edge (neighbours differ by more than 15 %)',
    },
  },
  measure(region, scene, limit) {
    const { edgeDistance, occluded } = scene;
    const band = region.share((i) => edgeDistance[i]! <= bandPx);
    const inThin = region.once(thinShare);
    const hidden = region.shareIn(occluded);
    const distance = region.median((i) => edgeDistance[i]!) ?? 0;
    const score = gradedAbove(band, limit('bandShare'), 0.95) * (1 - 0.8 * inThin) * (1 - 0.5 * hidden) * 0.9;
    return {
      score,
      evidence: [
        above('share within 5 px of a depth edge', band, '', limit('bandShare')),
        below('median distance from the edge', distance, 'px'),
      ],
    };
  },
} as const satisfies Cause;
