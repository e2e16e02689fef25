import { type CauseShare, outside, rejected } from './CauseCounts.ts';
import { labelOf } from './regionSentence.ts';

/** What a bar of the picture of causes is called. */
export function labelOfShare(name: string): string {
  if (name === outside) return 'Outside of regions';
  if (name === rejected) return 'Rejected in review';
  return name === '' ? 'On no annotated object' : labelOf(name);
}

/** `62 % of the error on 9 % of the pixels: object boundary (14 regions)`. */
export function shareSentence({ name, regions, errorShare, pixelShare }: CauseShare): string {
  const count = regions === 0 ? '' : ` (${regions} ${regions === 1 ? 'region' : 'regions'})`;
  return `${percent(errorShare)} of the error on ${percent(pixelShare)} of the pixels: ${labelOfShare(name).toLowerCase()}${count}`;
}

/** Whole per cent; one digit more below ten, and an en dash for none. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value < 0.05) return '< 0.1 %';
  return `${value < 9.95 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}
