import type { RegionReview } from '#domain/regions/RegionRecord.ts';
import type { ReviewedCount } from '#domain/review/causeAccuracy.ts';
import type { RegionQuery, RegionSort } from '#domain/review/RegionQuery.ts';
import type { RegionCut, ReviewStep } from '#domain/review/ReviewStep.ts';
import type { Database } from './openDatabase.ts';

/** How far a review has come, by cause as it is told now. */
interface ReviewCount {
  readonly cause: string;
  readonly open: number;
  readonly confirmed: number;
  readonly rejected: number;
}

interface CutRow extends Omit<RegionCut, 'of' | 'line'> {
  readonly outlines: string;
  readonly line: string | null;
}

const orders: Readonly<Record<RegionSort, string>> = {
  severity: 'r.severity',
  error: 'r.error_sum',
  area: 'r.area_px',
  distance: 'r.distance_m',
  item: 'i.sort_key',
};

/**
 * What people say of regions, in which order a gallery shows them, and how far the review has come. Changes come through
 * the project's history (see AnnotationStore).
 */
export class ReviewStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Ids of a page of the gallery, and how many there are in all. */
  page(
    query: RegionQuery,
    offset: number,
    limit: number,
  ): { readonly total: number; readonly ids: number[] } {
    const { from, where, order, values } = parts(query);
    const { total } = this.#database
      .prepare<object, { total: number }>(`SELECT count(*) AS total ${from} ${where}`)
      .get(values)!;
    const ids = this.#database
      .prepare<object, number>(`SELECT r.id ${from} ${where} ${order} LIMIT @limit OFFSET @offset`)
      .pluck()
      .all({ ...values, offset, limit });
    return { total, ids };
  }

  /**
   * Where the next region that nobody reviewed stands in the gallery, counted from 0.
   * @param step  1 = after the place, −1 = before it.
   * @returns null where there is none on that side.
   */
  nextOpen(query: RegionQuery, place: number, step: 1 | -1): number | null {
    const { from, where, order, values } = parts(query);
    const found = this.#database
      .prepare<object, { place: number }>(
        `SELECT place FROM (SELECT r.review_state AS state, row_number() OVER (${order}) - 1 AS place ${from} ${where})
         WHERE state = 'open' AND ${step > 0 ? 'place > @place' : 'place < @place'}
         ORDER BY place ${step > 0 ? '' : 'DESC'} LIMIT 1`,
      )
      .get({ ...values, place });
    return found?.place ?? null;
  }

  /** By told cause; of one run, or of all. */
  progress(runId: number | null): ReviewCount[] {
    return this.#database
      .prepare<[number | null, number | null], ReviewCount>(
        `SELECT told_cause AS cause, sum(review_state = 'open') AS open, sum(review_state = 'confirmed') AS confirmed,
           sum(review_state = 'rejected') AS rejected
         FROM regions WHERE ? IS NULL OR run_id = ? GROUP BY told_cause ORDER BY count(*) DESC, told_cause`,
      )
      .all(runId, runId);
  }

  /** What causeAccuracy is made of; of one run, or of all. */
  reviewedCounts(runId: number | null): ReviewedCount[] {
    return this.#database
      .prepare<object, ReviewedCount>(
        `SELECT cause, told_cause AS told, review_state AS state, count(*) AS regions FROM regions
         WHERE (@runId IS NULL OR run_id = @runId) AND review_state IN ('confirmed', 'rejected')
         GROUP BY cause, told_cause, review_state`,
      )
      .all({ runId });
  }

  /** Every tag that a region has, with how many have it. */
  tags(runId: number | null): { readonly name: string; readonly regions: number }[] {
    return this.#database
      .prepare<object, { name: string; regions: number }>(
        `SELECT t.value AS name, count(*) AS regions
         FROM region_reviews v JOIN regions r ON r.id = v.region_id, json_each(v.tags) t
         WHERE @runId IS NULL OR r.run_id = @runId GROUP BY t.value ORDER BY t.value`,
      )
      .all({ runId });
  }

  /** In the order in which they were made. */
  cuts(runId: number, itemId: number): RegionCut[] {
    return this.#database
      .prepare<[number, number], CutRow>(
        `SELECT id, run_id AS runId, item_id AS itemId, kind, outlines, line FROM region_cuts
         WHERE run_id = ? AND item_id = ? ORDER BY place`,
      )
      .all(runId, itemId)
      .map(({ outlines, line, ...cut }) => ({
        ...cut,
        of: JSON.parse(outlines) as RegionCut['of'],
        line: line === null ? null : (JSON.parse(line) as NonNullable<RegionCut['line']>),
      }));
  }

  /** Writes the state after a step; of regions, runs and items that are gone nothing is kept. Call in a transaction. */
  write({ reviews, cuts }: Pick<ReviewStep, 'reviews' | 'cuts'>): void {
    for (const { regionId, after } of reviews) this.#writeReview(regionId, after);
    const remove = this.#database.prepare<[string]>('DELETE FROM region_cuts WHERE id = ?');
    for (const { id } of cuts.removed) remove.run(id);
    const add = this.#database.prepare(
      `INSERT INTO region_cuts (id, run_id, item_id, kind, outlines, line)
       SELECT @id, runs.id, items.id, @kind, @outlines, @line FROM runs, items WHERE runs.id = @runId AND items.id = @itemId`,
    );
    for (const { of, line, ...cut } of cuts.added) {
      add.run({ ...cut, outlines: JSON.stringify(of), line: line && JSON.stringify(line) });
    }
  }

  #writeReview(regionId: number, review: RegionReview | null): void {
    if (review === null) {
      this.#database.prepare<[number]>('DELETE FROM region_reviews WHERE region_id = ?').run(regionId);
      return;
    }
    const { state, cause, note, tags, outline } = review;
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO region_reviews (region_id, state, cause, note, tags, outline)
         SELECT id, @state, @cause, @note, @tags, @outline FROM region_identities WHERE id = @regionId`,
      )
      .run({
        ...{ regionId, state, cause, note },
        tags: JSON.stringify(tags),
        outline: outline && JSON.stringify(outline),
      });
  }
}

function parts(query: RegionQuery) {
  const { sort, isDescending, review, annotatedClass, ...rest } = query;
  const conditions = [
    query.runId === null ? null : 'r.run_id = @runId',
    query.itemId === null ? null : 'r.item_id = @itemId',
    query.cause === null ? null : 'r.told_cause = @cause',
    reviewCondition(review),
    classCondition(annotatedClass),
    query.nearestM === null ? null : 'r.distance_m >= @nearestM',
    query.farthestM === null ? null : 'r.distance_m <= @farthestM',
    query.leastSeverity === null ? null : 'r.severity >= @leastSeverity',
    query.tag === null
      ? null
      : `EXISTS (SELECT 1 FROM region_reviews v, json_each(v.tags) t WHERE v.region_id = r.id AND t.value = @tag)`,
  ].filter((condition) => condition !== null);
  const direction = isDescending ? 'DESC' : 'ASC';
  return {
    from: `FROM regions r ${sort === 'item' ? 'JOIN items i ON i.id = r.item_id' : ''}`,
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    // What has no distance comes last either way.
    order: `ORDER BY ${sort === 'distance' ? 'r.distance_m IS NULL, ' : ''}${orders[sort]} ${direction}, r.item_id, r.rank`,
    values: { ...rest, annotatedClass },
  };
}

function reviewCondition(review: RegionQuery['review']): string | null {
  if (review === null) return null;
  return review === 'reviewed' ? `r.review_state <> 'open'` : `r.review_state = '${review}'`;
}

function classCondition(annotatedClass: string | null): string | null {
  if (annotatedClass === null) return null;
  return annotatedClass === '' ? 'r.annotated_class IS NULL' : 'r.annotated_class = @annotatedClass';
}
