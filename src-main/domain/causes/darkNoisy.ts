import type { Cause } from './Cause.ts';
import { above, below } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const darkNoisy = {
  name: 'dark-noisy',
  label: 'Dark and noisy',
  help: 'Too dark to tell texture from the sensor’s noise.',
  classes: [],
  limits: {
    darkShare: { value: 0.5, unit: '', min: 0.05, max: 1, help: 'share of failing pixels below the level' },
    level: { value: 20, unit: 'levels', min: 0, max: 255, help: 'grey level of 255 that counts as dark' },
  },
  measure(region, scene, limit) {
    const { picture, background } = scene;
    if (picture === null) return null;
    const { grey } = picture;
    const level = limit('level');
    const share = region.share((i) => grey[i]! <= level && background[i] === 0);
    if (share === 0) return null;
    return {
      score: gradedAbove(share, limit('darkShare'), 0.85),
      evidence: [
        above(`share at ${level} or darker`, share, '', limit('darkShare')),
        below('median grey level', region.median((i) => grey[i]!) ?? 0, 'levels', level),
      ],
    };
  },
} as const satisfies Cause;
