import { formatNumber } from './formatNumber.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A file's size in decimal units: `820 B`, `1.24 MB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return step === 0 ? `${bytes} B` : `${formatNumber(bytes / 1000 ** step, 3)} ${units[step]!}`;
}
