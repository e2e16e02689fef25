import {
  cardFactsHeader,
  type GalleryAnswer,
  type NextRegionAnswer,
  type ReviewAnswer,
  type ReviewProgressAnswer,
  type ReviewRequest,
} from '#api/contract.ts';
import type { Point } from '#domain/annotation/Annotation.ts';
import type { CardFacts, CardMap } from '#domain/review/CardFacts.ts';
import type { RegionQuery } from '#domain/review/RegionQuery.ts';
import { getJson, queryOf, request, sendJson } from './request.ts';

/** The tiles of a card in one picture, and what their colours mean. */
interface CardPicture {
  readonly blob: Blob;
  readonly facts: CardFacts;
}

export const reviewClient = {
  gallery: (query: RegionQuery, offset: number, limit: number, signal?: AbortSignal) =>
    getJson<GalleryAnswer>(`regions/gallery${asked(query, { offset, limit })}`, signal),
  next: (query: RegionQuery, place: number, step: 1 | -1) =>
    getJson<NextRegionAnswer>(`regions/next${asked(query, { place, step })}`),
  progress: (run: number | null, signal?: AbortSignal) =>
    getJson<ReviewProgressAnswer>(`regions/progress${queryOf({ run })}`, signal),
  say: (wanted: ReviewRequest) => sendJson<ReviewAnswer>('POST', 'regions/review', wanted),
  split: (regionId: number, line: readonly Point[] | null) =>
    sendJson<ReviewAnswer>('POST', 'regions/split', { regionId, line }),
  merge: (regionIds: readonly number[]) => sendJson<ReviewAnswer>('POST', 'regions/merge', { regionIds }),
  card: async (id: number, map: CardMap, signal?: AbortSignal): Promise<CardPicture> => {
    const response = await request(`regions/${id}/card?map=${map}`, { signal });
    const facts = JSON.parse(decodeURIComponent(response.headers.get(cardFactsHeader) ?? '')) as CardFacts;
    return { blob: await response.blob(), facts };
  },
};

function asked(query: RegionQuery, more: Readonly<Record<string, number>>): string {
  const { runId, itemId, cause, review, annotatedClass, nearestM, farthestM, leastSeverity } = query;
  const text = queryOf({
    ...{ run: runId, item: itemId, cause, review, from: nearestM, to: farthestM, severity: leastSeverity },
    ...{ tag: query.tag, sort: query.sort, descending: query.isDescending, ...more },
  });
  // '' is a class, too: none.
  return annotatedClass === null ? text : `${text}&class=${encodeURIComponent(annotatedClass)}`;
}
