import type { Cause } from './Cause.ts';
import { below } from './evidence.ts';

export const inversion = {
  name: 'inversion',
  label: 'Inversion',
  help: 'Near and far are exchanged: a disparity read as a depth, or a wrong sign.',
  classes: [],
  limits: {
    order: {
      value: -0.2,
      unit: '',
      min: -1,
      max: 0,
      help: 'rank correlation of prediction and ground truth below which the map is inverted',
    },
  },
  measure(region, { fit }, limit) {
    if (fit === null || fit.order >= 0) return null;
    const order = limit('order');
    const score =
      fit.order > order ? (0.5 * fit.order) / order : 0.5 + (0.5 * (order - fit.order)) / (order + 1);
    return {
      score: Math.min(1, score) * (region.isWholeImage ? 1 : 0.9),
      evidence: [below('rank correlation', fit.order, '', order)],
    };
  },
} as const satisfies Cause;
