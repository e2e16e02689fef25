import type { PredictionRecord, RunRecord } from '#domain/records.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** What is to be said of a result whose pictures have other content now; null where they have not. */
export function staleText(
  prediction: Pick<PredictionRecord, 'isStale'> | null | undefined,
  run: Pick<RunRecord, 'createdAt'> | null | undefined,
): string | null {
  if (!prediction?.isStale) return null;
  return run
    ? `Stale: image changed since the run of ${moment.format(new Date(run.createdAt))}`
    : 'Stale: image changed since this was made';
}
