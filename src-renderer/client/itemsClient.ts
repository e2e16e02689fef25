import type { EpipolarAnswer, EvaluationAnswer, ItemAnswer, ItemsAnswer } from '#api/contract.ts';
import { isNoFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { getJson, queryOf, sendJson } from './request.ts';

export interface ItemsQuery {
  readonly offset: number;
  readonly limit: number;
  /** `name`, `split` or a metric's name. */
  readonly sort: string;
  readonly descending: boolean;
  readonly filter: ItemFilter;
  readonly run: number | null;
}

export const itemsClient = {
  list: (query: ItemsQuery, signal?: AbortSignal) => {
    const filter = isNoFilter(query.filter) ? null : JSON.stringify(query.filter);
    return getJson<ItemsAnswer>(`items${queryOf({ ...query, filter })}`, signal);
  },
  get: (itemId: number, signal?: AbortSignal) => getJson<ItemAnswer>(`items/${itemId}`, signal),
  evaluation: (itemId: number, run: number | null, signal?: AbortSignal) =>
    getJson<EvaluationAnswer>(`items/${itemId}/evaluation${queryOf({ run })}`, signal),
  epipolar: (itemId: number, signal?: AbortSignal) =>
    getJson<EpipolarAnswer>(`items/${itemId}/epipolar`, signal),
  setRig: (itemId: number, rig: StereoRig | null) =>
    sendJson<ItemAnswer>('PUT', `items/${itemId}/rig`, { rig }),
  /** Address of a small picture of the item, for an img element. */
  thumbnailUrl: (itemId: number) => `/api/items/${itemId}/thumbnail`,
};
