import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import { agreementOf } from './scene/agreement.ts';
import { oppositeShare } from './scene/oppositeShare.ts';

export const motion = {
  name: 'motion',
  label: 'Motion',
  help: 'Something moved while the ground truth was gathered: it leaves two traces of opposite sign with one near surface, and pictures or other methods side with the prediction.',
  classes: ['vehicle', 'car', 'person', 'moving', 'dynamic'],
  limits: {
    oppositeShare: {
      value: 0.4,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels with a counterpart within 64 px that is off the other way',
    },
    agreement: {
      value: 0.4,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels where another method agrees with the prediction',
    },
  },
  measure(region, scene, limit) {
    if (!scene.input.isGroundTruth) return null;
    const annotated = region.shareIn(scene.annotated(this.classes));
    const { others, pictures, picturesBy } = region.once(agreementOf);
    const sided = Math.max(
      others === null ? 0 : gradedAbove(others, limit('agreement'), 0.7),
      pictures === null || picturesBy < 1 ? 0 : gradedAbove(pictures - 1, 0.5, 2),
      0.8 * gradedAbove(annotated, 0.5, 0.9),
    );
    if (sided < 0.2) return null;
    const opposite = region.once(oppositeShare);
    if (opposite === null || opposite.share === 0) return null;
    const { share, distance } = opposite;
    return {
      score: Math.min(gradedAbove(share, limit('oppositeShare'), 0.75), sided + 0.2),
      evidence: [
        above('share with a counterpart off the other way', share, '', limit('oppositeShare')),
        above('distance to it', distance, 'px'),
        ...(others === null ? [] : [above('another method agrees on', others, '', limit('agreement'))]),
        ...(pictures === null ? [] : [above('pictures differ more at the true depth', pictures, '×')]),
      ],
    };
  },
} as const satisfies Cause;
