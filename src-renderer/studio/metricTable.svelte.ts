import { createContext, untrack } from 'svelte';
import type { MetricTableAnswer } from '#api/contract.ts';
import { runsClient } from '../client/runsClient.ts';
import type { Connection } from './connection.svelte.ts';
import type { Layout } from './layout.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { pagesCovering } from './pagesCovering.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { Settings } from './settings.svelte.ts';
import { throttled } from './throttled.ts';

export type MetricTableRow = MetricTableAnswer['rows'][number];

interface Parts {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly notices: Notices;
  readonly project: Project;
  readonly selection: Selection;
  readonly settings: Settings;
}

const pageSize = 100;
const refreshEveryMs = 1000;
const isNames = (value: unknown): value is readonly string[] | null =>
  value === null || (Array.isArray(value) && value.every((name) => typeof name === 'string'));
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** The selected run's items by metrics: what is shown of them and in which order; read page by page while it is open. */
export class MetricTable {
  scope = $state('all');
  /** `name` or a metric's name. */
  sort = $state('name');
  isDescending = $state(false);
  total = $state(0);
  isLoaded = $state(false);
  #pages = $state.raw<ReadonlyMap<number, readonly MetricTableRow[]>>(new Map());
  #visible: readonly [number, number] = [0, 0];
  #generation = 0;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Call while the root component is set up. */
  static create(parts: Parts): MetricTable {
    const table = setMetricTable(new MetricTable(parts));
    const refresh = throttled(() => table.isOpen && void table.#read(), refreshEveryMs);
    parts.connection.on('evaluated', ({ runId }) => runId === parts.selection.runId && refresh());
    $effect(() => {
      if (table.isOpen && table.order !== '') untrack(() => void table.#read());
    });
    return table;
  }

  get isOpen(): boolean {
    return this.#parts.layout.dialog === 'metric-table';
  }

  /** Changes with what puts other rows in other places. */
  get order(): string {
    return `${this.runId} ${this.scope} ${this.sort} ${this.isDescending}`;
  }

  get runId(): number | null {
    return this.#parts.selection.runId;
  }

  /** Names of the shown metrics; null = the usual ones. Kept between starts. */
  get columns(): readonly string[] | null {
    return this.#parts.settings.get('metricColumns', isNames, null);
  }

  set columns(names: readonly string[] | null) {
    this.#parts.settings.set('metricColumns', names);
  }

  /** Whether every value shows what it stands on. Kept between starts. */
  get showsCoverage(): boolean {
    return this.#parts.settings.get('metricCoverage', isFlag, false);
  }

  set showsCoverage(isShown: boolean) {
    this.#parts.settings.set('metricCoverage', isShown);
  }

  /** Opens the table, on one part of the frames and in an order where they are given. */
  open(
    wanted: { readonly scope?: string; readonly sort?: string; readonly isDescending?: boolean } = {},
  ): void {
    this.scope = wanted.scope ?? this.scope;
    this.sort = wanted.sort ?? this.sort;
    this.isDescending = wanted.isDescending ?? this.isDescending;
    this.#parts.project.askForIntervals();
    this.#parts.layout.dialog = 'metric-table';
  }

  close(): void {
    this.#parts.layout.dialog = null;
  }

  /** Undefined while the row is not read yet. */
  row(index: number): MetricTableRow | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Tells which rows are on screen, so that they are read. */
  show(first: number, last: number): void {
    this.#visible = [first, last];
    const missing = this.#visiblePages().filter((page) => !this.#pages.has(page));
    if (missing.length > 0) void this.#readPages(missing, this.#pages);
  }

  /** Address of the whole table as a file, in this order and with these columns. */
  fileUrl(format: 'csv' | 'json', columns: readonly string[]): string | null {
    if (this.runId === null || columns.length === 0) return null;
    const order = { scope: this.scope, sort: this.sort, descending: this.isDescending };
    return runsClient.tableUrl(this.runId, format, { ...order, metrics: columns.join(',') });
  }

  #visiblePages(): number[] {
    return pagesCovering(...this.#visible, this.total, pageSize);
  }

  async #read(): Promise<void> {
    this.#generation += 1;
    const pages = this.#visiblePages();
    await this.#readPages(pages.length === 0 ? [0] : pages, new Map());
  }

  async #readPages(
    pages: readonly number[],
    known: ReadonlyMap<number, readonly MetricTableRow[]>,
  ): Promise<void> {
    const { runId } = this;
    if (runId === null) return;
    const generation = this.#generation;
    const query = { scope: this.scope, sort: this.sort, descending: this.isDescending, limit: pageSize };
    await this.#parts.notices.guard(async () => {
      const answers = await Promise.all(
        pages.map((page) => runsClient.table(runId, { ...query, offset: page * pageSize })),
      );
      if (generation !== this.#generation) return;
      const read = new Map(known);
      pages.forEach((page, place) => read.set(page, answers[place]!.rows));
      this.#pages = read;
      this.total = answers[0]?.total ?? 0;
      this.isLoaded = true;
    });
  }
}

const [getMetricTable, setMetricTable] = createContext<MetricTable>();

export { getMetricTable };
