import type { BothMeans } from '#compute/tasks/summariseMetric.task.ts';
import type { SerialisedError } from '#domain/errors.ts';
import type { SummaryOptions } from '#domain/evaluation/summariseFrames.ts';

/** What the summary thread is started with. */
export interface SummaryQuestion {
  /** Absolute path of the project file; the thread reads it by itself. */
  readonly path: string;
  readonly runId: number;
  readonly recipeHash: string;
  readonly average: SummaryOptions['average'];
  readonly withIntervals: boolean;
}

/** Of the items, for a confidence interval; fewer where there are many items (resamplingsFor.ts). */
export const mostResamplings = 1000;

export type SummaryTold =
  | { readonly type: 'rows'; readonly rows: readonly BothMeans[] }
  /** `error` is a StudioError where it has fields, else a bug's stack. */
  | { readonly type: 'error'; readonly error: SerialisedError | string };
