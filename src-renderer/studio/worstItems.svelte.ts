import { untrack } from 'svelte';
import type { MetricTableAnswer } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import { Latest } from './latest.svelte.ts';
import type { MetricTableRow } from './metricTable.svelte.ts';

interface WorstQuestion {
  readonly runId: number | null;
  readonly scope: string;
  readonly metric: string;
  readonly isLargerBetter: boolean;
  readonly count: number;
}

/** The items on which a run is worst by some metric. */
export class WorstItems {
  readonly #page = new Latest<MetricTableAnswer>();

  get rows(): readonly MetricTableRow[] {
    return this.#page.value?.rows ?? [];
  }

  get error(): Error | null {
    return this.#page.error;
  }

  read({ runId, scope, metric, isLargerBetter, count }: WorstQuestion): void {
    untrack(() => {
      if (runId === null || metric === '') {
        this.#page.clear();
        return;
      }
      const wanted = { scope, sort: metric, descending: !isLargerBetter, offset: 0, limit: count };
      void this.#page.load((signal) => runsClient.table(runId, wanted, signal));
    });
  }
}
