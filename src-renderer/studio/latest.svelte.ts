import { isAbortError } from '#domain/errors.ts';

/** A value that is read from the backend: only the newest request counts, older ones are cancelled. */
export class Latest<T> {
  value = $state.raw<T | null>(null);
  /** Why the newest request failed; null otherwise. */
  error = $state.raw<Error | null>(null);
  isLoading = $state(false);
  #controller: AbortController | null = null;

  async load(read: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.isLoading = true;
    try {
      const value = await read(controller.signal);
      if (this.#controller !== controller) return;
      this.value = value;
      this.error = null;
    } catch (error) {
      if (this.#controller !== controller || isAbortError(error)) return;
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      if (this.#controller === controller) this.isLoading = false;
    }
  }

  clear(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.value = null;
    this.error = null;
    this.isLoading = false;
  }
}
