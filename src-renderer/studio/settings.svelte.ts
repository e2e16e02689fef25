import { untrack } from 'svelte';
import { sessionClient } from '../client/sessionClient.ts';
import type { Notices } from './notices.svelte.ts';

const saveDelayMs = 400;

/** Window state kept between starts, by name. Saved shortly after the last change. */
export class Settings {
  #values = $state.raw<Readonly<Record<string, unknown>>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Takes what the backend has stored, without saving it again. */
  restore(values: Readonly<Record<string, unknown>>): void {
    this.#values = values;
  }

  /** The stored value where it passes the check, else the fallback. */
  get<T>(name: string, isValid: (value: unknown) => value is T, fallback: T): T {
    const value = this.#values[name];
    return isValid(value) ? value : fallback;
  }

  set(name: string, value: unknown): void {
    if (untrack(() => JSON.stringify(this.#values[name]) === JSON.stringify(value))) return;
    this.#values = { ...untrack(() => this.#values), [name]: value };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), saveDelayMs);
  }

  /** Saves now what would be saved shortly; for a page that is about to go. */
  flush(): void {
    if (this.#timer !== undefined) void this.#save();
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#notices.guard(() => sessionClient.saveSettings(this.#values));
  }
}
