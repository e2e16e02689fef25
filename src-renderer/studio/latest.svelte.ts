import { isAbortError } from '#domain/errors.ts';

type Read<T> = (signal: AbortSignal) => Promise<T>;

/** A value that is read from the backend: only the newest request counts, older ones are cancelled. */
export class Latest<T> {
  value = $state.raw<T | null>(null);
  /** Why the newest request failed; null otherwise. */
  error = $state.raw<Error | null>(null);
  isLoading = $state(false);
  #controller: AbortController | null = null;
  #next: Read<T> | null = null;

  async load(read: Read<T>): Promise<void> {
    this.#controller?.abort();
    this.#next = null;
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
      if (this.#controller === controller) {
        this.isLoading = false;
        if (this.#next) void this.load(this.#next);
      }
    }
  }

  /** As load, but what is being read comes first: news that come faster than answers do not put them off for ever. */
  refresh(read: Read<T>): void {
    if (this.isLoading) this.#next = read;
    else void this.load(read);
  }

  clear(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#next = null;
    this.value = null;
    this.error = null;
    this.isLoading = false;
  }
}
