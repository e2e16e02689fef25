import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';

/** Below this median error there is nothing to mend, logarithm of depth. */
const leastError = 0.04;

export const scaleShift = {
  name: 'scale-shift',
  label: 'Scale or shift',
  help: 'The order of depths is right, but the whole map is off by a factor or a constant: one correction mends it.',
  classes: [],
  limits: {
    ratio: {
      value: 2.5,
      unit: '×',
      min: 1.1,
      max: 20,
      help: 'median error before ÷ after one correction of the whole map',
    },
  },
  measure(region, { fit }, limit) {
    if (fit === null || fit.before < leastError || fit.order < 0.3 || fit.factor <= 0) return null;
    const ratio = fit.before / Math.max(fit.after, 1e-3);
    const reach = region.isWholeImage ? 1 : gradedAbove(fit.mendedShare, 0.2, 0.5);
    return {
      score: gradedAbove(ratio - 1, limit('ratio') - 1, 3 * (limit('ratio') - 1)) * reach,
      evidence: [
        above('median error before ÷ after correction', ratio, '×', limit('ratio')),
        above(nameOfFactor[fit.correction], fit.factor, '×'),
        ...(fit.correction === 'scale' ? [] : [above('shift', fit.shift)]),
        above('share of the image that it mends', fit.mendedShare),
      ],
    };
  },
} as const satisfies Cause;

const nameOfFactor = {
  scale: 'factor of depth',
  'inverse-affine': 'factor of inverse depth',
  'depth-affine': 'factor of depth',
} as const;
