import { createContext, untrack } from 'svelte';
import type { ConfidenceAnswer } from '#api/contract.ts';
import { stereoClient, windowSlot } from '../client/stereoClient.ts';
import type { DisplayState, PaneKind } from './display.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { StereoBench } from './stereoBench.svelte.ts';

const panes: readonly PaneKind[] = ['bench-uniqueness', 'bench-left-right'];

const [getBenchConfidence, setBenchConfidence] = createContext<BenchConfidence>();

/**
 * How far the map of the bench's set in hand may be trusted: uniqueness and left-right difference. Takes seconds, so it
 * is asked for only while one of its panes is there, and once the sliders rest.
 */
export class BenchConfidence {
  readonly #latest = new Latest<ConfidenceAnswer & { readonly key: string }>();
  readonly #bench: StereoBench;
  readonly #display: DisplayState;

  readonly #wish = $derived.by(() => {
    const { isOn, itemId, slot } = this.#bench;
    const { map, isBusy } = slot;
    const isWanted = isOn && panes.some((kind) => this.#display.isVisible(kind));
    const method = this.#bench.methodOf(slot);
    const isAtRest = map !== null && !map.isPart && !isBusy && map.method === method;
    return isWanted && isAtRest && itemId !== null ? { itemId, method, key: `${itemId} ${method}` } : null;
  });
  readonly #key = $derived(this.#wish?.key ?? null);

  constructor(bench: StereoBench, display: DisplayState) {
    this.#bench = bench;
    this.#display = display;
  }

  static create(bench: StereoBench, display: DisplayState): BenchConfidence {
    const confidence = setBenchConfidence(new BenchConfidence(bench, display));
    $effect(() => {
      const key = confidence.#key;
      untrack(() => confidence.#load(key));
    });
    return confidence;
  }

  static get(): BenchConfidence {
    return getBenchConfidence();
  }

  /** Of the set in hand as it is now; null while it is not known. */
  get answer(): ConfidenceAnswer | null {
    const { value } = this.#latest;
    return value && value.key === this.#key ? value : null;
  }

  get error(): Error | null {
    return this.#latest.error;
  }

  get isLoading(): boolean {
    return this.#latest.isLoading;
  }

  #load(key: string | null): void {
    const wish = this.#wish;
    if (key === null || !wish) {
      this.#latest.clear();
      return;
    }
    if (this.answer) return;
    const { itemId, method } = wish;
    void this.#latest.load(async (signal) => ({
      ...(await stereoClient.confidence(itemId, method, windowSlot('confidence'), signal)),
      key,
    }));
  }
}
