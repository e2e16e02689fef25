import { isNoFilter, noFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemRow } from '#domain/records.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { Items } from '../../studio/items.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';
import { getSelection, type Selection } from '../../studio/selection.svelte.ts';
import { formatMetric, metricInfoOf } from '../formatMetric.ts';

const pageRows = 8;

/** The items panel: order, filter, keys, and what a row says. */
export class ItemList {
  readonly #project: Project;
  readonly #selection: Selection;
  readonly #layout: Layout;

  constructor(project: Project, selection: Selection, layout: Layout) {
    this.#project = project;
    this.#selection = selection;
    this.#layout = layout;
  }

  static create(): ItemList {
    return new ItemList(getProject(), getSelection(), getLayout());
  }

  get items(): Items {
    return this.#project.items;
  }

  get itemCount(): number {
    return this.#project.summary?.itemCount ?? 0;
  }

  get selectedId(): number | null {
    return this.#selection.itemId;
  }

  /** Changes with what puts the rows into another order. */
  get order(): string {
    return `${this.items.sort} ${this.items.isDescending} ${JSON.stringify(this.items.filter)}`;
  }

  get selectedIndex(): number {
    const { itemId } = this.#selection;
    return itemId === null ? -1 : this.items.indexOf(itemId);
  }

  get sortOptions(): readonly { value: string; label: string }[] {
    const quantity = this.#project.summary?.recipe.recipe.quantity;
    const last = quantity === 'disparity' ? 'depth' : 'disparity';
    const infos = Object.values(metricInfos);
    const metrics = [
      ...infos.filter(({ space }) => space !== last),
      ...infos.filter(({ space }) => space === last),
    ];
    return [
      { value: 'name', label: 'Name' },
      { value: 'split', label: 'Split' },
      ...metrics.map(({ name, title }) => ({ value: name, label: title })),
    ];
  }

  /** The metric that the rows show: the one they are sorted by, else SSIM. */
  get metric(): string {
    return this.#isMetric(this.items.sort) ? this.items.sort : 'ssim';
  }

  get orderText(): string {
    const { sort, isDescending } = this.items;
    if (!this.#isMetric(sort)) return isDescending ? 'Z first; turn round' : 'A first; turn round';
    return this.#isWorstFirst(sort, isDescending) ? 'Worst first; turn round' : 'Best first; turn round';
  }

  metricText(row: ItemRow): string {
    const info = metricInfoOf(this.metric);
    const value = formatMetric(this.metric, row.metrics[this.metric]);
    const unit = info?.unit ? ` ${info.unit}` : '';
    return row.metrics[this.metric] == null ? value : value + unit;
  }

  get metricTitle(): string {
    return metricInfoOf(this.metric)?.title ?? this.metric;
  }

  isSelected(row: ItemRow): boolean {
    return row.id === this.#selection.itemId;
  }

  select(row: ItemRow): void {
    this.#selection.selectItem(row.id);
  }

  /** The first folder of the dataset that is gone. */
  get missingRoot(): string | null {
    return this.#project.summary?.roots.find(({ isMissing }) => isMissing)?.path ?? null;
  }

  get isFiltered(): boolean {
    return !isNoFilter(this.items.filter);
  }

  filterName(name: string): void {
    this.arrangeFilter({ ...this.items.filter, name });
  }

  arrangeFilter(filter: ItemFilter): void {
    void this.items.arrange({ filter });
  }

  clearFilter(): void {
    this.arrangeFilter(noFilter);
  }

  /** A metric starts with the worst first. */
  sort(sort: string): void {
    const isDescending = this.#isMetric(sort) && !(metricInfoOf(sort)?.isLargerBetter ?? true);
    if (this.#isMetric(sort)) this.#layout.finishHint('worst-first');
    void this.items.arrange({ sort, isDescending });
  }

  reverse(): void {
    void this.items.arrange({ isDescending: !this.items.isDescending });
  }

  onkeydown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows }[event.key];
    if (event.key === 'Home') void this.#selectAt(0);
    else if (event.key === 'End') void this.#selectAt(this.items.total - 1);
    else if (step === undefined) return;
    else void this.#selectAt(this.selectedIndex + step);
    event.preventDefault();
  }

  async #selectAt(index: number): Promise<void> {
    const itemId = await this.items.idAt(Math.max(0, Math.min(this.items.total - 1, index)));
    if (itemId !== null) this.#selection.selectItem(itemId);
  }

  #isMetric(sort: string): boolean {
    return sort !== 'name' && sort !== 'split';
  }

  #isWorstFirst(sort: string, isDescending: boolean): boolean {
    return isDescending !== (metricInfoOf(sort)?.isLargerBetter ?? true);
  }
}
