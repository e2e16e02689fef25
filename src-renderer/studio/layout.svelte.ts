import { createContext } from 'svelte';
import type { Settings } from './settings.svelte.ts';

export const inspectorTabs = ['regions', 'metrics', 'run', 'annotate', 'report', 'problems'] as const;
export type InspectorTab = (typeof inspectorTabs)[number];
export type DialogName =
  | 'open'
  | 'import'
  | 'import-predictions'
  | 'keys'
  | 'palette'
  | 'recipe'
  | 'metric-table'
  | 'jobs'
  | 'calibration'
  | 'models'
  | 'add-model'
  | 'labels'
  | 'region-causes'
  | 'region-settings'
  | 'review-cause'
  | 'review-words'
  | 'review-tags'
  | 'review-progress'
  | 'bundle'
  | 'unbundle'
  | 'background'
  | 'roots';
export type HintName = 'worst-first' | 'cursor' | 'regions';

const isTab = (value: unknown): value is InspectorTab => inspectorTabs.includes(value as InspectorTab);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isWidths = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((width) => typeof width === 'number' && width > 0);
const isCardSize = (value: unknown): value is 'small' | 'large' => value === 'small' || value === 'large';
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** Which parts of the window are open, and how wide; kept between starts. */
export class Layout {
  dialog = $state<DialogName | null>(null);
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  static create(settings: Settings): Layout {
    return setLayout(new Layout(settings));
  }

  get tab(): InspectorTab {
    return this.#settings.get('inspectorTab', isTab, 'regions');
  }

  get areItemsOpen(): boolean {
    return this.#settings.get('itemsOpen', isBoolean, true);
  }

  get isInspectorOpen(): boolean {
    return this.#settings.get('inspectorOpen', isBoolean, true);
  }

  /** Widths of the items panel and of the inspector, px. */
  get columns(): readonly number[] {
    return this.#settings.get('columnWidths', isWidths, [236, 348]);
  }

  set columns(widths: readonly number[]) {
    this.#settings.set('columnWidths', widths);
  }

  /** Of the cards in the gallery of regions. */
  get cardSize(): 'small' | 'large' {
    return this.#settings.get('cardSize', isCardSize, 'small');
  }

  set cardSize(size: 'small' | 'large') {
    this.#settings.set('cardSize', size);
  }

  /** Opens the inspector there. */
  show(tab: InspectorTab): void {
    this.#settings.set('inspectorTab', tab);
    this.#settings.set('inspectorOpen', true);
  }

  setItemsOpen(isOpen: boolean): void {
    this.#settings.set('itemsOpen', isOpen);
  }

  setInspectorOpen(isOpen: boolean): void {
    this.#settings.set('inspectorOpen', isOpen);
  }

  isHintDue(hint: HintName): boolean {
    return !this.#settings.get('hintsDone', isNames, []).includes(hint);
  }

  /** The hint was used or dismissed; it does not come again. */
  finishHint(hint: HintName): void {
    const done = this.#settings.get('hintsDone', isNames, []);
    if (!done.includes(hint)) this.#settings.set('hintsDone', [...done, hint]);
  }
}

const [getLayout, setLayout] = createContext<Layout>();

export { getLayout };
