import type { JobRecord } from '#domain/records.ts';
import type { JobRate } from '../../studio/jobs.svelte.ts';
import { formatCount } from '../../ui/formatNumber.ts';
import { formatDuration, formatRate } from '../../ui/formatTime.ts';

/** In [0, 1]; null while the total is not known. */
export function shareDone({ done, failed, total }: JobRecord): number | null {
  return total === null || total === 0 ? null : Math.min(1, (done + failed) / total);
}

/** `12/200 · 1 failed · 8.4 items/s · 22 s left` */
export function progressText(job: JobRecord, rate: JobRate): string {
  const { done, failed, total, state } = job;
  const parts = [
    total === null ? formatCount(done + failed) : `${formatCount(done + failed)}/${formatCount(total)}`,
  ];
  if (failed > 0) parts.push(`${formatCount(failed)} failed`);
  if (state === 'queued') parts.push('waiting');
  if (state === 'running' && rate.itemsPerSecond !== null) parts.push(formatRate(rate.itemsPerSecond));
  if (state === 'running' && rate.secondsLeft !== null)
    parts.push(`${formatDuration(rate.secondsLeft)} left`);
  return parts.join(' · ');
}

/** How long a job took or has been running, in seconds; null before its start. */
export function elapsedSeconds(job: JobRecord, now: Date): number | null {
  if (job.startedAt === null) return null;
  const end = job.endedAt === null ? now.getTime() : Date.parse(job.endedAt);
  return Math.max(0, (end - Date.parse(job.startedAt)) / 1000);
}
