import type { GalleryRegion } from '#api/contract.ts';
import type { RegionReview } from '#domain/regions/RegionRecord.ts';
import { everyRegion, type RegionQuery } from '#domain/review/RegionQuery.ts';
import { reviewClient } from '../client/reviewClient.ts';
import type { Notices } from './notices.svelte.ts';
import { pagesCovering } from './pagesCovering.ts';

const pageSize = 40;
const mostPagesKept = 12;

/** The regions of the gallery: filtered and sorted by the backend, read page by page. */
export class RegionGallery {
  total = $state(0);
  /** False until the first page of the present query has come. */
  isLoaded = $state(false);
  query = $state.raw<RegionQuery>(everyRegion);
  /** Why there is nothing of the present query. */
  problem = $state<string | null>(null);
  /** Of what is shown. */
  #shownQuery: RegionQuery | null = null;
  #pages = $state.raw<ReadonlyMap<number, readonly GalleryRegion[]>>(new Map());
  #visible: readonly [number, number] = [0, 0];
  #generation = 0;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Undefined while the row is not read yet. */
  row(place: number): GalleryRegion | undefined {
    return this.#pages.get(Math.floor(place / pageSize))?.[place % pageSize];
  }

  /** Where a region stands among those that are read; −1 if nowhere. */
  placeOf(regionId: number | null): number {
    for (const [page, rows] of this.#pages) {
      const position = rows.findIndex(({ id }) => id === regionId);
      if (position >= 0) return page * pageSize + position;
    }
    return -1;
  }

  /** Tells which are on screen, so that they are read. */
  show(first: number, last: number): void {
    this.#visible = [first, last];
    const missing = this.#visiblePages().filter((page) => !this.#pages.has(page));
    if (missing.length > 0) void this.#read(missing, this.#pages);
  }

  async arrange(change: Partial<RegionQuery>): Promise<void> {
    this.query = { ...this.query, ...change };
    this.#visible = [0, pageSize - 1];
    await this.reload();
  }

  /** Reads what is on screen again; what is shown stays until it has come. */
  async reload(): Promise<void> {
    this.#generation += 1;
    await this.#read([...new Set([...this.#visiblePages(), 0])], new Map());
  }

  /** The region there, its page read when needed; null outside the gallery. */
  async at(place: number): Promise<GalleryRegion | null> {
    if (place < 0 || place >= this.total) return null;
    const page = Math.floor(place / pageSize);
    if (!this.#pages.has(page)) await this.#read([page], this.#pages);
    return this.row(place) ?? null;
  }

  /** The next region that nobody reviewed, before or after the place; null where there is none. */
  async nextOpen(place: number, step: 1 | -1): Promise<number | null> {
    return (await reviewClient.next(this.query, place, step)).place;
  }

  /** Shows what is said of regions now; they stay where they stand. */
  patch(reviews: ReadonlyMap<number, RegionReview | null>): void {
    const patched = (row: GalleryRegion): GalleryRegion =>
      reviews.has(row.id) ? { ...row, review: reviews.get(row.id) ?? null } : row;
    this.#pages = new Map([...this.#pages].map(([page, rows]) => [page, rows.map(patched)]));
  }

  clear(): void {
    this.#generation += 1;
    this.#empty();
    this.query = everyRegion;
  }

  #visiblePages(): number[] {
    return pagesCovering(...this.#visible, this.total, pageSize);
  }

  async #read(pages: readonly number[], known: ReadonlyMap<number, readonly GalleryRegion[]>): Promise<void> {
    const generation = this.#generation;
    try {
      await this.#take(pages, known);
    } catch (error) {
      if (generation !== this.#generation) return;
      if (this.query === this.#shownQuery) this.#notices.fail(error);
      else {
        // What was shown before is not what is asked for now.
        this.#empty();
        this.problem = error instanceof Error ? error.message : String(error);
      }
    }
  }

  #empty(): void {
    this.#pages = new Map();
    this.total = 0;
    this.isLoaded = false;
    this.problem = null;
    this.#shownQuery = null;
  }

  async #take(pages: readonly number[], known: ReadonlyMap<number, readonly GalleryRegion[]>): Promise<void> {
    const generation = this.#generation;
    const { query } = this;
    const answers = await Promise.all(
      pages.map((page) => reviewClient.gallery(query, page * pageSize, pageSize)),
    );
    if (generation !== this.#generation) return;
    const read = new Map(known === this.#pages ? this.#pages : known);
    pages.forEach((page, position) => read.set(page, answers[position]!.rows));
    const needed = new Set([...this.#visiblePages(), ...pages]);
    for (const page of read.keys()) {
      if (read.size <= mostPagesKept) break;
      if (!needed.has(page)) read.delete(page);
    }
    this.#pages = read;
    this.total = answers[0]?.total ?? 0;
    this.isLoaded = true;
    this.problem = null;
    this.#shownQuery = query;
  }
}
