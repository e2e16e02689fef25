import type { Evidence } from '../regions/RegionRecord.ts';
import type { Measured } from './Cause.ts';
import { above } from './evidence.ts';

/** What glass and mirrors share: the prediction is at what is seen through or in them. */
export const pictureRatio = {
  value: 1.5,
  unit: '×',
  min: 1,
  max: 10,
  help: 'how much more the two pictures differ at the true depth than at the predicted one',
} as const;

/** Empty where there is no pair of pictures to ask. */
export function pictureEvidence(pictures: number | null, limit: number): Evidence[] {
  return pictures === null ? [] : [above('pictures differ more at the true depth', pictures, '×', limit)];
}

/** The annotation decides where it speaks at least as loud as what was measured; null where neither does. */
export function byHandOrMeasured(
  byHand: number,
  handMade: Evidence,
  measured: number,
  evidence: readonly Evidence[],
): Measured | null {
  if (Math.max(byHand, measured) === 0) return null;
  return byHand >= measured
    ? { score: byHand, evidence: [handMade, ...evidence] }
    : { score: measured, evidence };
}
