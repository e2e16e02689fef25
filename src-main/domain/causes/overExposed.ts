import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

export const overExposed = {
  name: 'over-exposed',
  label: 'Over-exposed',
  help: 'Sunlit or dazzling: all channels are at their end, so texture is cut off.',
  classes: [],
  limits: {
    brightShare: {
      value: 0.25,
      unit: '',
      min: 0.01,
      max: 1,
      help: 'share of failing pixels with all channels at 250 or more',
    },
  },
  measure(region, { picture }, limit) {
    if (picture === null) return null;
    const share = region.share((i) => picture.isSaturated(i));
    if (share === 0) return null;
    return {
      score: gradedAbove(share, limit('brightShare'), 0.55),
      evidence: [above('share at 250 or brighter', share, '', limit('brightShare'))],
    };
  },
} as const satisfies Cause;
