import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove, gradedBelow } from './graded.ts';
import { agreementOf } from './scene/agreement.ts';
import { displacement } from './scene/displacement.ts';

/** Less than this is an edge that is off by a little. */
const leastPx = 3;

export const motion = {
  name: 'motion',
  label: 'Motion',
  help: 'Something moved while the ground truth was gathered: moved back by some pixels the ground truth fits, and pictures or other methods side with the prediction.',
  classes: ['vehicle', 'car', 'person', 'moving', 'dynamic'],
  limits: {
    leftOver: {
      value: 0.6,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of the error that is left when the ground truth is moved',
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
    const { others, pictures, picturesBy } = agreementOf(region, scene);
    const sided = Math.max(
      others === null ? 0 : gradedAbove(others, limit('agreement'), 0.7),
      pictures === null || picturesBy < 1 ? 0 : gradedAbove(pictures - 1, 0.5, 2),
      0.8 * gradedAbove(annotated, 0.5, 0.9),
    );
    if (sided < 0.2) return null;
    const moved = displacement(region, scene);
    if (moved === null) return null;
    const far = Math.hypot(moved.dx, moved.dy);
    const fits = far < leastPx ? 0 : gradedBelow(moved.left, limit('leftOver'), 0.3);
    return {
      score: Math.min(fits, sided + 0.2),
      evidence: [
        below('error left with the ground truth moved', moved.left, '', limit('leftOver')),
        above('moved by', far, 'px', leastPx),
        ...(others === null ? [] : [above('another method agrees on', others, '', limit('agreement'))]),
        ...(pictures === null ? [] : [above('pictures differ more at the true depth', pictures, '×')]),
      ],
    };
  },
} as const satisfies Cause;
