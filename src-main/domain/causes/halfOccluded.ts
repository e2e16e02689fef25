import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { matchCurves } from './scene/matchCurves.ts';

/** With fewer clear matches there is nothing to lead back. */
const leastClear = 0.4;

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
    inconsistentShare: {
      value: 0.6,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'where the reference is sparse: share of clear matches that do not lead back from the right picture',
    },
  },
  measure(region, scene, limit) {
    const annotated = region.shareIn(scene.annotated(this.classes));
    const share = Math.max(region.shareIn(scene.occluded), annotated);
    const standing = 1 - 0.6 * region.shareIn(scene.thin);
    const byReference = gradedAbove(share, limit('hiddenShare'), 0.8) * standing;
    const hidden = above('share hidden from the right camera', share, '', limit('hiddenShare'));
    const curves = region.once(matchCurves);
    if (scene.occluded !== null || curves === null || curves.clearShare < leastClear) {
      return share === 0 ? null : { score: byReference, evidence: [hidden] };
    }
    // A sparse reference does not say what hides what: then matching there and back does.
    const byMatching =
      gradedAbove(curves.inconsistentShare, limit('inconsistentShare'), 0.95) * 0.8 * standing;
    const lost = above(
      'share of clear matches that do not lead back',
      curves.inconsistentShare,
      '',
      limit('inconsistentShare'),
    );
    return byMatching > byReference
      ? { score: byMatching, evidence: [lost] }
      : { score: byReference, evidence: [hidden, lost] };
  },
} as const satisfies Cause;
