import type { Context } from 'hono';
import type { Point } from '#domain/annotation/Annotation.ts';
import type { ReviewEdit } from '#domain/review/editReview.ts';
import { regionSorts, type RegionQuery } from '#domain/review/RegionQuery.ts';
import { idInQuery, list, number, object, oneOf, refused, text } from './bodyGuards.ts';

const reviewStates = ['open', 'confirmed', 'rejected'] as const;
const reviewFilters = [...reviewStates, 'reviewed'] as const;

/** The gallery's query: run, item, cause, review, class, from, to, severity, tag, sort, descending. @throws BadRequest */
export function regionQueryIn(c: Context): RegionQuery {
  const review = c.req.query('review');
  return {
    runId: idInQuery(c, 'run'),
    itemId: idInQuery(c, 'item'),
    cause: c.req.query('cause') ?? null,
    review: review === undefined ? null : oneOf(review, 'review', reviewFilters),
    annotatedClass: c.req.query('class') ?? null,
    nearestM: numberInQuery(c, 'from'),
    farthestM: numberInQuery(c, 'to'),
    leastSeverity: numberInQuery(c, 'severity'),
    tag: c.req.query('tag') ?? null,
    sort: oneOf(c.req.query('sort') ?? 'severity', 'sort', regionSorts),
    isDescending: c.req.query('descending') !== 'false',
  };
}

function numberInQuery(c: Context, name: string): number | null {
  const given = c.req.query(name);
  return given === undefined || given === '' ? null : number(Number(given), name);
}

/** @throws BadRequest */
export function reviewEditIn(value: unknown): ReviewEdit {
  const { state, cause, note, addTags, removeTags, outline } = object(value, 'edit');
  return {
    ...(state === undefined ? {} : { state: oneOf(state, 'edit.state', reviewStates) }),
    ...(cause === undefined ? {} : { cause: cause === null ? null : text(cause, 'edit.cause') }),
    ...(note === undefined ? {} : { note: anyText(note, 'edit.note') }),
    ...(addTags === undefined ? {} : { addTags: list(addTags, 'edit.addTags', text) }),
    ...(removeTags === undefined ? {} : { removeTags: list(removeTags, 'edit.removeTags', text) }),
    ...(outline === undefined
      ? {}
      : { outline: outline === null ? null : pointsIn(outline, 'edit.outline') }),
  };
}

/** @throws BadRequest */
export function pointsIn(value: unknown, field: string): Point[] {
  return list(value, field, (point, place) => {
    const [x, y, ...more] = list(point, place, number);
    if (x !== undefined && y !== undefined && more.length === 0) return [x, y] as const;
    throw refused(place, 'a pair [x, y]', point);
  });
}

function anyText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw refused(field, 'a text', value);
}
