import { unitOf } from '#domain/colormap/formatQuantity.ts';
import type { RegionReview } from '#domain/regions/RegionRecord.ts';
import type { CardFacts } from '#domain/review/CardFacts.ts';
import type { CountedShare } from '#domain/review/causeAccuracy.ts';
import { formatCount, formatFixed, formatNumber, formatShare } from '../../ui/formatNumber.ts';
import { noValue } from '../../ui/noValue.ts';

export const stateLabels: Readonly<Record<RegionReview['state'], string>> = {
  open: 'Not reviewed',
  confirmed: 'Confirmed',
  rejected: 'Rejected',
};

/** What a card's colours span: `3.1 – 24 px`. */
export function rangeText({ range: [low, high], quantity }: CardFacts): string {
  const unit = unitOf[quantity];
  return `${formatNumber(low, 3)} – ${formatNumber(high, 3)}${unit === '' ? '' : ` ${unit}`}`;
}

/** `7 of 9, 0.78 (0.45 – 0.94)`; an en dash where there is nothing to count. */
export function countedText({ hits, of, share, interval }: CountedShare): string {
  if (share === null || interval === null) return noValue;
  const [low, high] = interval.map((end) => formatFixed(end, 2));
  return `${formatCount(hits)} of ${formatCount(of)}, ${formatFixed(share, 2)} (${low} – ${high})`;
}

/** `20 of 84 reviewed, 24 %` */
export function progressText(reviewed: number, total: number): string {
  return `${formatCount(reviewed)} of ${formatCount(total)} reviewed${total === 0 ? '' : `, ${formatShare(reviewed / total)}`}`;
}
