import { createContext, untrack } from 'svelte';
import type { ComparisonAnswer, ErrorProfileAnswer, SparsificationAnswer } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

/** Runs may change many times a second. */
const refreshEveryMs = 2000;

/** Every item that both runs have a value of. */
export interface ComparedPoints {
  readonly itemIds: Int32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** The selected run against another one, and how the selected item's errors are spread. Read while looked at. */
export class Comparison {
  /** The run that the selected one is compared with; null = none chosen. */
  withRunId = $state<number | null>(null);
  metric = $state('');
  scope = $state('all');
  /** What the selected item's errors are ordered by. */
  against = $state<'truth' | 'distance'>('truth');
  readonly #runs = new Latest<ComparisonAnswer>();
  readonly #regions = new Latest<ComparisonAnswer>();
  readonly #points = new Latest<ComparedPoints>();
  readonly #profile = new Latest<ErrorProfileAnswer>();
  readonly #sparsification = new Latest<SparsificationAnswer>();
  readonly #selection: Selection;
  #changes = $state(0);

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  static create(selection: Selection, connection: Connection): Comparison {
    const comparison = setComparison(new Comparison(selection));
    const refresh = throttled(() => (comparison.#changes += 1), refreshEveryMs);
    connection.on('evaluated', refresh);
    return comparison;
  }

  get runs(): ComparisonAnswer | null {
    return this.#runs.value;
  }

  get runsError(): Error | null {
    return this.#runs.error ?? this.#points.error ?? this.#regions.error;
  }

  /** Regions fixed, new and worse; null until they were asked for and counted. */
  get regions(): ComparisonAnswer['regions'] {
    return this.#regions.value?.regions ?? null;
  }

  get areRegionsLoading(): boolean {
    return this.#regions.isLoading;
  }

  get points(): ComparedPoints | null {
    return this.#points.value;
  }

  get profile(): ErrorProfileAnswer['profile'] {
    return this.#profile.value?.profile ?? null;
  }

  get profileError(): Error | null {
    return this.#profile.error;
  }

  /** Null where the method says nothing of its certainty. */
  get sparsification(): SparsificationAnswer['curves'] {
    return this.#sparsification.value?.curves ?? null;
  }

  get sparsificationError(): Error | null {
    return this.#sparsification.error;
  }

  get isSparsificationLoading(): boolean {
    return this.#sparsification.isLoading;
  }

  /** Asked anew when anything in it changes, the results of runs included. */
  get #question() {
    return {
      a: this.withRunId,
      b: this.#selection.runId,
      itemId: this.#selection.itemId,
      metric: this.metric,
      scope: this.scope,
      changes: this.#changes,
    };
  }

  /** Call within an effect of what shows the comparison of runs. */
  watchRuns(): void {
    const { a, b, metric, scope } = this.#question;
    untrack(() => {
      this.#regions.clear();
      if (a === null || b === null || metric === '') {
        this.#runs.clear();
        this.#points.clear();
        return;
      }
      const pair = { a, b, metric, scope };
      void this.#runs.load((signal) => runsClient.compare(pair, false, signal));
      void this.#points.load(async (signal) => unpack(await runsClient.points(pair, signal)));
    });
  }

  /** Lays the failure regions of both runs over each other, which takes time on a large dataset. */
  countRegions(): void {
    const { a, b, metric, scope } = this.#question;
    if (a === null || b === null) return;
    void this.#regions.load((signal) => runsClient.compare({ a, b, metric, scope }, true, signal));
  }

  /** Call within an effect of what shows the profile. */
  watchProfile(): void {
    const { itemId, b: runId } = this.#question;
    const { against } = this;
    untrack(() => {
      if (itemId === null || runId === null) this.#profile.clear();
      else void this.#profile.load((signal) => runsClient.errorProfile(itemId, runId, against, signal));
    });
  }

  /** Call within an effect of what shows the sparsification curves. */
  watchSparsification(): void {
    const { itemId, b: runId } = this.#question;
    untrack(() => {
      this.#sparsification.clear();
      if (itemId === null || runId === null) return;
      void this.#sparsification.load((signal) => runsClient.sparsification(itemId, runId, signal));
    });
  }
}

function unpack(packed: ArrayBuffer): ComparedPoints {
  const n = packed.byteLength / 12;
  return {
    itemIds: new Int32Array(packed, 0, n),
    a: new Float32Array(packed, 4 * n, n),
    b: new Float32Array(packed, 8 * n, n),
  };
}

const [getComparison, setComparison] = createContext<Comparison>();

export { getComparison };
