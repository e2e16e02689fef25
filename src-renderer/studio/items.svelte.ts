import { noFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemRow } from '#domain/records.ts';
import { itemsClient } from '../client/itemsClient.ts';
import type { Notices } from './notices.svelte.ts';
import { pagesCovering } from './pagesCovering.ts';
import { throttled } from './throttled.ts';

/** Some screens: what is read after every change of the order is what the user waits for. */
const pageSize = 50;
const refreshIntervalMs = 400;
/** Memory does not grow with the dataset: pages beyond these are read again when they are shown. */
const mostPagesKept = 16;

/** The project's items as the list shows them: filtered and sorted by the backend, read page by page. */
export class Items {
  total = $state(0);
  /** False until the first page of the present order has come. */
  isLoaded = $state(false);
  sort = $state('name');
  isDescending = $state(false);
  filter = $state.raw<ItemFilter>(noFilter);
  /** The run whose metrics the rows carry. */
  runId = $state<number | null>(null);
  #pages = $state.raw<ReadonlyMap<number, readonly ItemRow[]>>(new Map());
  #visible: readonly [number, number] = [0, 0];
  #generation = 0;
  /** The page of the item that was looked for last stays: steps go from there. */
  #wanted = 0;
  readonly #notices: Notices;
  /** Reads the rows again, soon; calls in between are one. */
  readonly refresh = throttled(() => void this.#readAgain(), refreshIntervalMs);

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Undefined while the row is not read yet. */
  row(index: number): ItemRow | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Where the item stands among the rows that are read; −1 if nowhere. */
  indexOf(itemId: number): number {
    for (const [page, rows] of this.#pages) {
      const position = rows.findIndex((row) => row.id === itemId);
      if (position < 0) continue;
      this.#wanted = page;
      return page * pageSize + position;
    }
    return -1;
  }

  /** Tells which rows are on screen, so that they are read. */
  show(first: number, last: number): void {
    this.#visible = [first, last];
    const missing = this.#visiblePages().filter((page) => !this.#pages.has(page));
    if (missing.length > 0) void this.#read(missing);
  }

  /** Puts a new order or filter in force; the rows are read anew. */
  async arrange(change: {
    sort?: string;
    isDescending?: boolean;
    filter?: ItemFilter;
    runId?: number | null;
  }) {
    this.sort = change.sort ?? this.sort;
    this.isDescending = change.isDescending ?? this.isDescending;
    this.filter = change.filter ?? this.filter;
    if (change.runId !== undefined) this.runId = change.runId;
    await this.reload();
  }

  async reload(): Promise<void> {
    this.#generation += 1;
    await this.#read([0], new Map());
    this.show(...this.#visible);
  }

  clear(): void {
    this.#generation += 1;
    this.#pages = new Map();
    this.total = 0;
    this.isLoaded = false;
    this.filter = noFilter;
    this.sort = 'name';
    this.isDescending = false;
  }

  /** The item `step` rows from the given one; null at either end. */
  neighbour(itemId: number, step: number): Promise<number | null> {
    return this.idAt(this.indexOf(itemId) + step);
  }

  /** The item in that row, its page read when needed; null outside the list. */
  async idAt(index: number): Promise<number | null> {
    if (index < 0 || index >= this.total) return null;
    const page = Math.floor(index / pageSize);
    if (!this.#pages.has(page)) await this.#read([page]);
    return this.row(index)?.id ?? null;
  }

  async #readAgain(): Promise<void> {
    const pages = this.#visiblePages();
    const kept = this.#pages.has(this.#wanted) ? [this.#wanted] : [];
    await this.#read([...new Set([...pages, ...kept])], new Map());
  }

  #visiblePages(): number[] {
    return pagesCovering(...this.#visible, this.total, pageSize);
  }

  async #read(pages: readonly number[], known = this.#pages): Promise<void> {
    const generation = this.#generation;
    const query = {
      limit: pageSize,
      sort: this.sort,
      descending: this.isDescending,
      filter: this.filter,
      run: this.runId,
    };
    await this.#notices.guard(async () => {
      const answers = await Promise.all(
        pages.map((page) => itemsClient.list({ ...query, offset: page * pageSize })),
      );
      if (generation !== this.#generation) return;
      const read = new Map(known);
      pages.forEach((page, position) => read.set(page, answers[position]!.rows));
      const needed = new Set([...this.#visiblePages(), ...pages, this.#wanted]);
      for (const page of read.keys()) {
        if (read.size <= mostPagesKept) break;
        if (!needed.has(page)) read.delete(page);
      }
      this.#pages = read;
      this.total = answers[0]?.total ?? 0;
      this.isLoaded = true;
    });
  }
}
