import { createContext, untrack } from 'svelte';
import type { RegionsAnswer } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

const pageSize = 200;
const refreshIntervalMs = 1000;

/** The failure regions of the selected run over the whole dataset, worst first. */
export class DatasetRegions {
  readonly #answer = new Latest<RegionsAnswer>();
  readonly #selection: Selection;
  #limit = pageSize;
  /** Read only once somebody looks. */
  #isWanted = false;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  static create(selection: Selection, connection: Connection): DatasetRegions {
    const regions = setDatasetRegions(new DatasetRegions(selection));
    const refresh = throttled(() => regions.#load(), refreshIntervalMs);
    $effect(() => {
      const { runId } = selection;
      untrack(() => regions.#follow(runId));
    });
    connection.on('evaluated', ({ runId }) => runId === selection.runId && refresh());
    connection.onReconnected(refresh);
    return regions;
  }

  get rows(): RegionsAnswer['rows'] {
    return this.#answer.value?.rows ?? [];
  }

  get total(): number {
    return this.#answer.value?.total ?? 0;
  }

  get isLoading(): boolean {
    return this.#answer.isLoading;
  }

  get error(): Error | null {
    return this.#answer.error;
  }

  want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#load();
  }

  more(): void {
    this.#limit += pageSize;
    this.#load();
  }

  #follow(runId: number | null): void {
    this.#limit = pageSize;
    this.#answer.clear();
    this.#load(runId);
  }

  #load(runId = this.#selection.runId): void {
    if (!this.#isWanted || runId === null) return;
    void this.#answer.load((signal) => runsClient.regions(runId, 0, this.#limit, signal));
  }
}

const [getDatasetRegions, setDatasetRegions] = createContext<DatasetRegions>();

export { getDatasetRegions };
