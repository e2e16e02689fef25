import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const halfOccluded = {
  name: 'half-occluded',
  label: 'Half-occluded',
  help: 'Seen by the left camera only, to the left of something near: matching has no partner there and takes the near surface, or anything.',
  classes: ['occluded'],
  limits: {
    hiddenShare: {
      value: 0.45,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels that the right camera does not see',
    },
  },
  measure(region, scene, limit) {
    const share = Math.max(region.shareIn(scene.occluded), region.shareIn(scene.annotated(this.classes)));
    if (share === 0) return null;
    return {
      score: gradedAbove(share, limit('hiddenShare'), 0.8) * (1 - 0.6 * region.shareIn(scene.thin)),
      evidence: [above('share hidden from the right camera', share, '', limit('hiddenShare'))],
    };
  },
} as const satisfies Cause;
