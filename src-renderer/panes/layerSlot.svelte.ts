import { isAbortError } from '#domain/errors.ts';
import { untrack } from 'svelte';

/** What is to be loaded; two requests with one key are the same. */
export interface LayerRequest<T> {
  readonly key: string;
  readonly load: (signal: AbortSignal) => Promise<T>;
}

/** A picture or map that loads itself as soon as its request is known, and is dropped when that changes. */
export class LayerSlot<T> {
  value = $state.raw<T | null>(null);
  /** Why it could not be loaded. */
  error = $state.raw<Error | null>(null);
  isLoading = $state(false);

  constructor(request: () => LayerRequest<T> | null) {
    const key = $derived(request()?.key ?? null);
    $effect(() => {
      if (key === null) {
        this.#become(null, null, false);
        return;
      }
      const controller = new AbortController();
      untrack(() => {
        this.#become(null, null, true);
        void this.#load(request()!, controller.signal);
      });
      return () => controller.abort();
    });
  }

  #become(value: T | null, error: Error | null, isLoading: boolean): void {
    this.value = value;
    this.error = error;
    this.isLoading = isLoading;
  }

  async #load(request: LayerRequest<T>, signal: AbortSignal): Promise<void> {
    try {
      const value = await request.load(signal);
      if (!signal.aborted) this.#become(value, null, false);
    } catch (error) {
      if (signal.aborted || isAbortError(error)) return;
      this.#become(null, error instanceof Error ? error : new Error(String(error)), false);
    }
  }
}
