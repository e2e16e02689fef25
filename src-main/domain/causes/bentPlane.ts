import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove, gradedBelow } from './graded.ts';
import { planeBend } from './scene/planeBend.ts';

export const bentPlane = {
  name: 'bent-plane',
  label: 'Bent plane',
  help: 'A floor or wall that is flat comes out curved or tilted: over the whole plane, sound pixels included, one parabola explains the error.',
  classes: [],
  limits: {
    explained: {
      value: 0.65,
      unit: '',
      min: 0.1,
      max: 1,
      help: 'share of the error’s variance over the plane that one parabola explains',
    },
    flatness: {
      value: 2,
      unit: '%',
      min: 0.1,
      max: 20,
      help: 'median distance of the ground truth from a plane, of its inverse depth',
    },
    fadingShare: {
      value: 0.2,
      unit: '',
      min: 0,
      max: 1,
      help: 'share of the pixels around that are off the same way by less: a bend fades out',
    },
    planeShare: {
      value: 0.04,
      unit: '',
      min: 0.001,
      max: 1,
      help: 'share of the frame that the plane covers',
    },
  },
  measure(region, scene, limit) {
    const found = planeBend(region, scene);
    if (found === null) return null;
    const { flatness, explained, bend, share, fadingShare } = found;
    const isSmall = share < limit('planeShare') || bend < 0.08 || fadingShare < limit('fadingShare');
    const score = isSmall
      ? 0
      : Math.min(
          gradedAbove(explained, limit('explained'), 0.92),
          gradedBelow(100 * flatness, limit('flatness')),
        );
    if (score === 0) return null;
    return {
      score: score * 0.95,
      evidence: [
        above('error explained by one parabola', explained, '', limit('explained')),
        below('ground truth off its plane', 100 * flatness, '%', limit('flatness')),
        above('bend over the plane', 100 * (Math.exp(bend) - 1), '%'),
        above('share around that is off the same way', fadingShare, '', limit('fadingShare')),
        above('share of the frame', share, '', limit('planeShare')),
      ],
    };
  },
} as const satisfies Cause;
