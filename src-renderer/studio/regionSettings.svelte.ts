import { untrack } from 'svelte';
import {
  canonicalSettingsText,
  defaultRegionSettings,
  type RegionSettings,
} from '#domain/regions/RegionSettings.ts';
import { validateRegionSettings } from '#domain/regions/validateRegionSettings.ts';
import { regionsClient } from '../client/regionsClient.ts';
import { Latest } from './latest.svelte.ts';
import { getLayout, type Layout } from './layout.svelte.ts';

/** How failures are looked for and explained, as it is being edited; it holds only when it is applied. */
export class RegionSettingsForm {
  isSaving = $state(false);
  readonly #stored = new Latest<RegionSettings>();
  #draft = $state.raw<RegionSettings | null>(null);
  #refused = $state.raw<Error | null>(null);
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Call while the dialog is set up. */
  static create(): RegionSettingsForm {
    const form = new RegionSettingsForm(getLayout());
    $effect(() => {
      if (form.isOpen) untrack(() => void form.#read());
    });
    return form;
  }

  get isOpen(): boolean {
    return this.#layout.dialog === 'region-settings';
  }

  /** Null until they are read. */
  get settings(): RegionSettings | null {
    return this.#draft ?? this.#stored.value;
  }

  get error(): Error | null {
    return this.#refused ?? this.#stored.error;
  }

  get isChanged(): boolean {
    const stored = this.#stored.value;
    if (this.#draft === null || stored === null) return false;
    return textOf(this.#draft) !== textOf(stored);
  }

  get isDefault(): boolean {
    return this.settings !== null && textOf(this.settings) === textOf(defaultRegionSettings);
  }

  change(part: Partial<RegionSettings>): void {
    if (this.settings) this.#draft = { ...this.settings, ...part };
  }

  /** A limit of a cause; null goes back to its default. */
  changeLimit(cause: string, limit: string, value: number | null): void {
    if (this.settings === null) return;
    const others = Object.entries(this.settings.limits[cause] ?? {}).filter(([name]) => name !== limit);
    const changed = Object.fromEntries(value === null ? others : [...others, [limit, value]]);
    this.change({ limits: { ...this.settings.limits, [cause]: changed } });
  }

  useDefaults(): void {
    this.#draft = defaultRegionSettings;
  }

  close(): void {
    this.#draft = null;
    this.#refused = null;
    this.#layout.dialog = null;
  }

  async apply(): Promise<void> {
    if (this.#draft === null) return;
    this.isSaving = true;
    this.#refused = null;
    try {
      await regionsClient.setSettings(validateRegionSettings(this.#draft));
      this.close();
    } catch (error) {
      this.#refused = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isSaving = false;
    }
  }

  async #read(): Promise<void> {
    this.#draft = null;
    await this.#stored.load(async (signal) => (await regionsClient.settings(signal)).settings);
  }
}

/** Equal for equal settings: limits at their default say nothing. */
function textOf(settings: RegionSettings): string {
  return canonicalSettingsText(validateRegionSettings(settings));
}
