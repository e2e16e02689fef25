import type { RegionRecord } from '#domain/records.ts';
import { formatQuantity } from '../../ui/formatNumber.ts';

/** The measurement that decided the automatic cause: `width 4.0 px`; empty where nothing did. */
export function regionEvidence({ cause, causes }: Pick<RegionRecord, 'cause' | 'causes'>): string {
  const decisive = causes.find((each) => each.cause === cause)?.evidence[0];
  return decisive === undefined ? '' : `${decisive.name} ${formatQuantity(decisive.value, decisive.unit, 2)}`;
}
