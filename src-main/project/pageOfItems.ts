import { noFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemRow } from '#domain/records.ts';
import { itemConditions } from './itemConditions.ts';
import type { ItemConditions } from './itemConditions.ts';
import { rowsOfItems } from './itemRows.ts';
import type { Database } from './openDatabase.ts';
import { isCurrent } from './staleResults.ts';

export interface ItemQuery {
  readonly offset: number;
  readonly limit: number;
  /** `name`, `split`, or a metric's name (scope `all`, needs runId). */
  readonly sort: string;
  readonly descending: boolean;
  /** Default: every item. */
  readonly filter?: ItemFilter;
  readonly runId: number | null;
}

interface Cut {
  readonly limit: number;
  readonly offset: number;
}

/** What a metric of the asked run says of an item, where it says anything. */
const ofMetric = `m.run_id = @runId AND m.scope = 'all' AND m.name = @sort AND m.value IS NOT NULL`;

/**
 * One page of the item list. Items are found in the order of an index and cut there; only then is read what the rows of
 * the page say. Items of equal value follow each other as they were imported; those without a value come last.
 */
export function pageOfItems(database: Database, query: ItemQuery): { total: number; rows: ItemRow[] } {
  const conditions = itemConditions(query.filter ?? noFilter, query.runId);
  const total = database
    .prepare<object, { n: number }>(`SELECT count(*) AS n FROM items i ${conditions.where}`)
    .get(conditions.values)!.n;
  const ids = idsOfPage(database, query, conditions);
  return { total, rows: rowsOfItems(database, ids, query.runId) };
}

/** All ids that a filter takes, by name in natural order. */
export function idsOfItems(database: Database, filter: ItemFilter, runId: number | null): number[] {
  const conditions = itemConditions(filter, runId);
  const sql = `SELECT i.id FROM items i ${conditions.where} ORDER BY i.sort_key, i.id`;
  return database
    .prepare<object, { id: number }>(sql)
    .all(conditions.values)
    .map(({ id }) => id);
}

function idsOfPage(database: Database, query: ItemQuery, { where, values }: ItemConditions): number[] {
  const { sort, limit, offset } = query;
  const direction = query.descending ? 'DESC' : 'ASC';
  const read = (sql: string, cut: Cut): number[] =>
    cut.limit === 0
      ? []
      : database
          .prepare<object, { id: number }>(`${sql} LIMIT @limit OFFSET @offset`)
          .all({ ...values, sort, ...cut })
          .map(({ id }) => id);
  if (sort === 'name' || sort === 'split') {
    const first = sort === 'split' ? `i.split ${direction}, ` : '';
    const order = `${first}i.sort_key ${direction}, i.id ${direction}`;
    return read(`SELECT i.id FROM items i ${where} ORDER BY ${order}`, { limit, offset });
  }
  // Asked once, so that an index alone answers where nothing is stale.
  const hasStale = database.prepare<[number | null]>(
    'SELECT 1 FROM predictions WHERE stale = 1 AND run_id = ?',
  );
  const valued = hasStale.get(query.runId) ? `${ofMetric} AND ${isCurrent('m')}` : ofMetric;
  const known = where === '' ? '' : `AND m.item_id IN (SELECT i.id FROM items i ${where})`;
  const inOrder = read(
    `SELECT m.item_id AS id FROM metrics m WHERE ${valued} ${known} ORDER BY m.value ${direction}, m.item_id ${direction}`,
    { limit, offset },
  );
  if (inOrder.length === limit) return inOrder;
  const valuedCount = database
    .prepare<object, { n: number }>(`SELECT count(*) AS n FROM metrics m WHERE ${valued} ${known}`)
    .get({ ...values, sort })!.n;
  const others = `i.id NOT IN (SELECT m.item_id FROM metrics m WHERE ${valued})`;
  const rest = read(
    `SELECT i.id FROM items i ${where === '' ? 'WHERE' : `${where} AND`} ${others} ORDER BY i.sort_key, i.id`,
    { limit: limit - inOrder.length, offset: Math.max(0, offset - valuedCount) },
  );
  return [...inOrder, ...rest];
}
