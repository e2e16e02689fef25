import type { ItemRow } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';

export interface ItemQuery {
  readonly offset: number;
  readonly limit: number;
  /** `name` or a metric's name (scope `all`, needs runId). */
  readonly sort: string;
  readonly descending: boolean;
  /** Part of the name, any case; '' = all. */
  readonly filter: string;
  readonly runId: number | null;
  /** Only items on which the method or the comparison failed. */
  readonly failedOnly?: boolean;
}

type PageDbRow = Omit<ItemRow, 'hasGroundTruth' | 'state' | 'metrics'> & {
  readonly hasGroundTruth: 0 | 1;
  readonly state: 'pending' | 'done' | 'failed' | null;
};

interface MetricDbRow {
  readonly name: string;
  readonly value: number | null;
}

/** The method or the comparison failed on the item. */
const hasFailed = `(
  EXISTS (SELECT 1 FROM run_items f WHERE f.run_id = @runId AND f.item_id = i.id AND f.state = 'failed')
  OR EXISTS (SELECT 1 FROM evaluations f WHERE f.run_id = @runId AND f.item_id = i.id AND f.error IS NOT NULL))`;

/** Sorts and cuts first, on indexes alone, then counts what belongs to the few rows of the page. */
export function pageOfItems(database: Database, query: ItemQuery): { total: number; rows: ItemRow[] } {
  const direction = query.descending ? 'DESC' : 'ASC';
  const order =
    query.sort === 'name' ? `i.sort_key ${direction}` : `m.value IS NULL, m.value ${direction}, i.sort_key`;
  const where = `WHERE (@filter = '' OR instr(lower(i.name), lower(@filter)) > 0) ${query.failedOnly ? `AND ${hasFailed}` : ''}`;
  const total = database
    .prepare<object, { n: number }>(`SELECT count(*) AS n FROM items i ${where}`)
    .get(query)!.n;
  const rows = database
    .prepare<object, PageDbRow>(
      `WITH page AS (
         SELECT i.id, row_number() OVER (ORDER BY ${order}, i.id) AS place
         FROM items i
         LEFT JOIN metrics m ON m.run_id = @runId AND m.scope = 'all' AND m.name = @sort AND m.item_id = i.id
         ${where} ORDER BY place LIMIT @limit OFFSET @offset)
       SELECT i.id, i.name, i.width, i.height, CASE WHEN ${hasFailed} THEN 'failed' ELSE ri.state END AS state,
         EXISTS (SELECT 1 FROM assets a WHERE a.item_id = i.id AND a.role IN ('disparity', 'depth')) AS hasGroundTruth,
         (SELECT count(*) FROM problems p WHERE p.item_id = i.id) AS problems,
         (SELECT count(*) FROM annotations a WHERE a.item_id = i.id) AS annotations
       FROM page JOIN items i ON i.id = page.id
       LEFT JOIN run_items ri ON ri.run_id = @runId AND ri.item_id = i.id
       ORDER BY page.place`,
    )
    .all(query);
  const metricsOf = database.prepare<object, MetricDbRow>(
    `SELECT me.name, me.value FROM evaluations e
     JOIN metrics me ON me.evaluation_id = e.id AND me.scope = 'all'
     WHERE e.item_id = @itemId AND e.run_id = @runId`,
  );
  return {
    total,
    rows: rows.map((row) => {
      const metrics = metricsOf.all({ itemId: row.id, runId: query.runId });
      return {
        ...row,
        hasGroundTruth: row.hasGroundTruth === 1,
        state: row.state === 'pending' ? null : row.state,
        metrics: Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
      };
    }),
  };
}
