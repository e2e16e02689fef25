import { createContext, untrack } from 'svelte';
import type { ComparisonAnswer, ErrorProfileAnswer } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

/** Runs may change many times a second. */
const refreshEveryMs = 2000;

/** The selected run against another one, and how the selected item's errors are spread. Read while looked at. */
export class Comparison {
  /** The run that the selected one is compared with; null = none chosen. */
  withRunId = $state<number | null>(null);
  metric = $state('');
  scope = $state('all');
  readonly #runs = new Latest<ComparisonAnswer>();
  readonly #profile = new Latest<ErrorProfileAnswer>();
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
    return this.#runs.error;
  }

  get profile(): ErrorProfileAnswer['profile'] {
    return this.#profile.value?.profile ?? null;
  }

  get profileError(): Error | null {
    return this.#profile.error;
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
      if (a === null || b === null || metric === '') this.#runs.clear();
      else void this.#runs.load((signal) => runsClient.compare({ a, b, metric, scope }, signal));
    });
  }

  /** Call within an effect of what shows the profile. */
  watchProfile(): void {
    const { itemId, b: runId } = this.#question;
    untrack(() => {
      if (itemId === null || runId === null) this.#profile.clear();
      else void this.#profile.load((signal) => runsClient.errorProfile(itemId, runId, signal));
    });
  }
}

const [getComparison, setComparison] = createContext<Comparison>();

export { getComparison };
