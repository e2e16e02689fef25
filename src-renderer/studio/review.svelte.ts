import { createContext, untrack } from 'svelte';
import type { GalleryRegion, ReviewAnswer, ReviewProgressAnswer, ReviewRequest } from '#api/contract.ts';
import type { Point, Shape } from '#domain/annotation/Annotation.ts';
import { classOfCause } from '#domain/review/annotationOfRegion.ts';
import type { CardMap } from '#domain/review/CardFacts.ts';
import type { ReviewEdit } from '#domain/review/editReview.ts';
import { everyRegion, type RegionQuery } from '#domain/review/RegionQuery.ts';
import { outlineOfShape } from '#domain/review/outlineOfShape.ts';
import { reviewClient } from '../client/reviewClient.ts';
import type { Annotations } from './annotations.svelte.ts';
import { CardPictures } from './cardPictures.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import { RegionGallery } from './regionGallery.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { throttled } from './throttled.ts';

interface Parts {
  readonly selection: Selection;
  readonly project: Project;
  readonly annotations: Annotations;
  readonly connection: Connection;
  readonly notices: Notices;
}

const refreshIntervalMs = 1000;

/** Going through failure regions one by one: the gallery, the region under review, and what is said of it. */
export class Review {
  /** The keys of a review are in force. */
  isOn = $state(false);
  /** The gallery covers the panes. */
  isGalleryOpen = $state(false);
  /** What the last tile of cards shows. */
  map = $state<CardMap>('ssim');
  /** Regions to be merged with the one under review. */
  marked = $state.raw<ReadonlySet<number>>(new Set());
  /** What is being drawn for the region under review. */
  drawing = $state<'outline' | 'line' | null>(null);
  /** What is being written or computed; null = nothing. */
  busy = $state<string | null>(null);
  readonly gallery: RegionGallery;
  readonly cards = new CardPictures();
  readonly #progress = new Latest<ReviewProgressAnswer>();
  /** Where the region under review stands, also once it is no longer among those listed. */
  #place = $state(-1);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.gallery = new RegionGallery(parts.notices);
  }

  static create(parts: Parts): Review {
    const review = setReview(new Review(parts));
    const { connection, selection, annotations } = parts;
    const refresh = throttled(() => void review.#refresh(), refreshIntervalMs);
    connection.on('evaluated', refresh);
    connection.on('reviewed', refresh);
    connection.onReconnected(refresh);
    annotations.onReviews = (reviews) => void review.#turned(reviews);
    $effect(() => {
      if (selection.tool === 'view') untrack(() => (review.drawing = null));
    });
    $effect(() => {
      const path = parts.project.summary?.path;
      untrack(() => path === undefined && review.#clear());
    });
    $effect(() => {
      const { regionId } = selection;
      untrack(() => review.#follow(regionId));
    });
    return review;
  }

  /** The region under review, where the gallery lists it. */
  get current(): GalleryRegion | null {
    const row = this.gallery.row(this.#place);
    return row && row.id === this.#parts.selection.regionId ? row : null;
  }

  get place(): number {
    return this.#place;
  }

  get regionId(): number | null {
    return this.#parts.selection.regionId;
  }

  get progress(): ReviewProgressAnswer | null {
    return this.#progress.value;
  }

  /** Shows the gallery with these filters and no others; the review begins. */
  open(filter: Partial<RegionQuery> = {}): void {
    const runId = filter.runId === undefined ? this.#parts.selection.runId : filter.runId;
    this.isOn = true;
    this.isGalleryOpen = true;
    void this.arrange({ ...everyRegion, ...filter, runId });
  }

  async arrange(change: Partial<RegionQuery>): Promise<void> {
    this.marked = new Set();
    if (change.runId) this.#parts.selection.runId = change.runId;
    this.#loadProgress(change.runId === undefined ? this.gallery.query.runId : change.runId);
    await this.gallery.arrange(change);
    const place = this.gallery.placeOf(this.regionId);
    await this.goTo(place >= 0 ? place : 0, { zooms: false });
  }

  toggleGallery(): void {
    if (!this.isGalleryOpen && !this.gallery.isLoaded) this.open();
    else {
      this.isOn = true;
      this.isGalleryOpen = !this.isGalleryOpen;
      if (!this.isGalleryOpen) this.zoom();
    }
  }

  /** Goes back one level: drawing, gallery, review. */
  leave(): void {
    if (this.drawing !== null) this.#parts.selection.tool = 'view';
    else if (this.isGalleryOpen) this.isGalleryOpen = false;
    else this.isOn = false;
  }

  /** Makes the region there the one under review; the panes go to it. */
  async goTo(place: number, { zooms = !this.isGalleryOpen } = {}): Promise<void> {
    const row = await this.gallery.at(place);
    if (!row) return;
    this.#place = place;
    const { selection } = this.#parts;
    if (selection.runId !== row.runId) selection.runId = row.runId;
    selection.selectRegion(row.itemId, row.id);
    if (zooms) selection.zoomTo(row.itemId, row.bbox);
  }

  async step(by: number): Promise<void> {
    const last = this.gallery.total - 1;
    await this.goTo(Math.max(0, Math.min(last, this.#place + by)));
  }

  /** The next region that nobody reviewed; from the end it goes on at the start. */
  async nextOpen(step: 1 | -1): Promise<void> {
    await this.#parts.notices.guard(async () => {
      const end = step > 0 ? -1 : this.gallery.total;
      const next =
        (await this.gallery.nextOpen(this.#place, step)) ?? (await this.gallery.nextOpen(end, step));
      if (next !== null) await this.goTo(next);
    });
  }

  /** Shows the region under review in all panes. */
  openInPanes(): void {
    this.isGalleryOpen = false;
    this.zoom();
  }

  zoom(): void {
    const { current } = this;
    if (current) this.#parts.selection.zoomTo(current.itemId, current.bbox);
  }

  /** Says something of the region under review, and goes on to the next that nobody reviewed. */
  async say(edit: ReviewEdit, options: { annotate?: ReviewRequest['annotate']; stays?: boolean } = {}) {
    const { regionId } = this;
    if (regionId === null) return;
    const place = this.#place;
    const answer = await this.#doing('Saving', () =>
      reviewClient.say({ regionIds: [regionId], edit, annotate: options.annotate ?? null }),
    );
    if (!answer) return;
    this.#take(answer);
    if (options.stays) return;
    const { review, cause } = this.gallery.query;
    // What is reviewed leaves such a list, and the next one takes its place.
    if (review !== null || cause !== null) {
      await this.gallery.reload();
      const now = this.gallery.placeOf(regionId);
      if (now < 0) await this.goTo(Math.min(place, this.gallery.total - 1));
      else await this.nextOpen(1);
    } else await this.nextOpen(1);
  }

  /** Confirms the region and makes an annotation of it: of the class its cause is about, else of the chosen one. */
  async annotate(): Promise<void> {
    const { annotations, selection } = this.#parts;
    const cause = this.current?.review?.cause ?? this.current?.cause ?? '';
    const classId = classOfCause(cause, annotations.classes)?.id ?? selection.classId;
    if (classId === null) return;
    await this.say({ state: 'confirmed' }, { annotate: { classId } });
  }

  /** Splits the region under review where depth steps or it is narrow; with a line, along it. */
  async split(line: readonly Point[] | null): Promise<void> {
    const { regionId } = this;
    if (regionId === null) return;
    const answer = await this.#doing('Splitting', () => reviewClient.split(regionId, line));
    if (answer) await this.#cut(answer, regionId);
  }

  toggleMark(): void {
    const { regionId } = this;
    if (regionId === null) return;
    const marked = new Set(this.marked);
    if (!marked.delete(regionId)) marked.add(regionId);
    this.marked = marked;
  }

  /** Merges the region under review with the marked ones, else with the nearest one of its frame. */
  async merge(): Promise<void> {
    const { regionId } = this;
    if (regionId === null) return;
    const others = [...this.marked].filter((id) => id !== regionId);
    const neighbour = others.length > 0 ? null : this.#nearest(regionId);
    const ids = [regionId, ...others, ...(neighbour === null ? [] : [neighbour])];
    if (ids.length < 2) {
      this.#parts.notices.tell('There is no other region on this frame to merge with');
      return;
    }
    const answer = await this.#doing('Merging', () => reviewClient.merge(ids));
    if (answer) await this.#cut(answer, regionId);
  }

  /** Begins to draw the region's outline anew, or a line to split it along; the panes show it. */
  draw(what: 'outline' | 'line'): void {
    if (this.regionId === null) return;
    const { selection } = this.#parts;
    this.openInPanes();
    selection.tool = what === 'outline' ? 'polygon' : 'polyline';
    this.drawing = what;
  }

  /** Takes what was drawn. */
  async drawn(shape: Shape, frame: { readonly width: number; readonly height: number }): Promise<void> {
    const what = this.drawing;
    this.#parts.selection.tool = 'view';
    this.drawing = null;
    if (what === 'line' && shape.kind === 'polyline') await this.split(shape.points);
    else if (what === 'outline') {
      const outline = outlineOfShape(shape, frame);
      if (outline !== null) await this.say({ outline }, { stays: true });
    }
  }

  async #cut(answer: ReviewAnswer, regionId: number): Promise<void> {
    this.#take(answer);
    this.marked = new Set();
    await this.gallery.reload();
    const place = this.gallery.placeOf(regionId);
    await this.goTo(place >= 0 ? place : Math.min(this.#place, this.gallery.total - 1));
  }

  #nearest(regionId: number): number | null {
    const regions = this.#parts.project.evaluation?.regions ?? [];
    const own = regions.find(({ id }) => id === regionId);
    if (!own) return null;
    const others = regions
      .filter((region) => region.id !== regionId && region.itemId === own.itemId)
      .map(({ id, bbox }) => ({ id, gap: gapBetween(bbox, own.bbox) }))
      .sort((a, b) => a.gap - b.gap);
    return others[0]?.id ?? null;
  }

  async #doing<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
    this.busy = what;
    try {
      return await this.#parts.notices.guard(work);
    } finally {
      this.busy = null;
    }
  }

  #take({ reviews, ...history }: ReviewAnswer): void {
    this.#parts.annotations.tookStep(history);
    this.gallery.patch(new Map(reviews.map(({ regionId, review }) => [regionId, review])));
    this.#loadProgress();
  }

  /** After undo or redo: shows what is said now, and goes there. */
  async #turned(reviews: ReviewAnswer['reviews']): Promise<void> {
    const [first] = reviews;
    if (!first || !this.isOn) return;
    this.gallery.patch(new Map(reviews.map(({ regionId, review }) => [regionId, review])));
    if (this.gallery.query.review !== null || this.gallery.query.cause !== null) await this.gallery.reload();
    this.#loadProgress();
    const place = this.gallery.placeOf(first.regionId);
    if (place >= 0) await this.goTo(place);
  }

  async #refresh(): Promise<void> {
    if (!this.isOn) return;
    this.#loadProgress();
    await this.gallery.reload();
    this.#follow(this.regionId);
  }

  /** Of the gallery's run; of the selected one while there was no gallery yet. */
  readProgress(): void {
    this.#loadProgress(this.gallery.isLoaded ? this.gallery.query.runId : this.#parts.selection.runId);
  }

  #loadProgress(runId = this.gallery.query.runId): void {
    void this.#progress.load((signal) => reviewClient.progress(runId, signal));
  }

  /** A region chosen elsewhere is under review where the gallery lists it. */
  #follow(regionId: number | null): void {
    const place = this.gallery.placeOf(regionId);
    if (place >= 0) this.#place = place;
  }

  #clear(): void {
    this.isOn = false;
    this.isGalleryOpen = false;
    this.#place = -1;
    this.gallery.clear();
    this.cards.clear();
    this.#progress.clear();
  }
}

/** Between boxes x, y, width, height; 0 where they touch. */
function gapBetween(a: GalleryRegion['bbox'], b: GalleryRegion['bbox']): number {
  const x = Math.max(0, a[0] - b[0] - b[2], b[0] - a[0] - a[2]);
  const y = Math.max(0, a[1] - b[1] - b[3], b[1] - a[1] - a[3]);
  return Math.hypot(x, y);
}

const [getReview, setReview] = createContext<Review>();

export { getReview };
