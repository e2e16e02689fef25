import { labelOf } from '../regions/regionSentence.ts';
import type { CauseAccuracy, CountedShare } from './causeAccuracy.ts';

/** `Thin structure: precision 7 of 9, 0.78 (0.45 to 0.94); recall 7 of 8, 0.88 (0.53 to 0.98)`. */
export function accuracyLine({ cause, precision, recall, rejected }: CauseAccuracy): string {
  const parts = [`precision ${told(precision)}`, `recall ${told(recall)}`];
  if (rejected > 0) parts.push(`${rejected} rejected`);
  return `${labelOf(cause)}: ${parts.join('; ')}`;
}

function told({ hits, of, share, interval }: CountedShare): string {
  if (share === null || interval === null) return '–';
  const [low, high] = interval;
  return `${hits} of ${of}, ${share.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
