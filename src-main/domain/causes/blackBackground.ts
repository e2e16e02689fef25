import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const blackBackground = {
  name: 'black-background',
  label: 'Black background',
  help: 'Empty space around a body: black that reaches the border of the picture is infinitely far, but the prediction puts something there, or blurs the limb.',
  classes: ['background'],
  limits: {
    blackShare: {
      value: 0.4,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of the region in black (8 of 255 or darker) that reaches the border and covers a tenth of the picture',
    },
  },
  measure(region, scene, limit) {
    const share = Math.max(region.shareIn(scene.background), region.shareIn(scene.annotated(this.classes)));
    if (share === 0) return null;
    return {
      score: gradedAbove(share, limit('blackShare'), 0.8),
      evidence: [above('share in the black background', share, '', limit('blackShare'))],
    };
  },
} as const satisfies Cause;
