import { type CauseAccuracy, causeAccuracy } from '#domain/review/causeAccuracy.ts';
import type { Project } from '#project/Project.ts';

/** How far the review of a run has come, and how well automatic causes do on what was reviewed. */
export interface ReportedReview {
  readonly total: number;
  /** Confirmed or rejected. */
  readonly reviewed: number;
  readonly rejected: number;
  readonly causes: readonly CauseAccuracy[];
}

export function reviewOfRun({ reviews }: Project, runId: number | null): ReportedReview {
  const counts = reviews.progress(runId);
  const sum = (of: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + of(count), 0);
  const [confirmed, rejected] = [sum((count) => count.confirmed), sum((count) => count.rejected)];
  return {
    total: sum(({ open }) => open) + confirmed + rejected,
    reviewed: confirmed + rejected,
    rejected,
    causes: causeAccuracy(reviews.reviewedCounts(runId)),
  };
}
