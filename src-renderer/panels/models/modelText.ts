import type { ModelSummary } from '#api/contract.ts';
import { nameOf, unitOf } from '#domain/colormap/formatQuantity.ts';
import type { ModelDownload } from '#domain/networks/ModelDownload.ts';
import type { PredictedQuantity } from '#domain/networks/ModelManifest.ts';
import { formatBytes } from '../../ui/formatBytes.ts';
import { formatDuration } from '../../ui/formatTime.ts';

/** What a network's numbers are, with their unit. */
export function quantityText(quantity: PredictedQuantity): string {
  const unit = unitOf[quantity];
  return unit === '' ? nameOf[quantity] : `${nameOf[quantity]}, ${unit}`;
}

/** Where its files are. */
export function stateText({ state, isDownloadable, sizeBytes }: ModelSummary): string {
  if (state === 'ready') return 'ready';
  if (state === 'imported-only') return 'import its maps';
  if (state === 'partial') return 'not complete';
  if (!isDownloadable) return 'add its file';
  return sizeBytes === null ? 'can be downloaded' : `${formatBytes(sizeBytes)} to download`;
}

/** `12.4 MB of 99.1 MB, 3.2 MB/s, 27 s left` */
export function downloadText({ doneBytes, totalBytes, bytesPerSecond, secondsLeft }: ModelDownload): string {
  return [
    totalBytes === null ? formatBytes(doneBytes) : `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`,
    ...(bytesPerSecond === null ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
    ...(secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]),
  ].join(', ');
}

/** Whether a network is what someone types: every word in its id, name, family or licence. */
export function fits({ manifest }: ModelSummary, wanted: string): boolean {
  const { id, name, family, licence, output } = manifest;
  const text = [id, name, family, licence.name, output.quantity].join(' ').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
