import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const sky = {
  name: 'sky',
  label: 'Sky',
  help: 'Sky is infinitely far: smooth, bright or blue, and it reaches the upper border. The prediction gives it a distance.',
  classes: ['sky'],
  limits: {
    skyShare: { value: 0.45, unit: '', min: 0.05, max: 1, help: 'share of the region in the sky' },
  },
  measure(region, scene, limit) {
    const share = Math.max(region.shareIn(scene.sky), region.shareIn(scene.annotated(this.classes)));
    if (share === 0) return null;
    return {
      score: gradedAbove(share, limit('skyShare'), 0.85),
      evidence: [above('share in the sky', share, '', limit('skyShare'))],
    };
  },
} as const satisfies Cause;
