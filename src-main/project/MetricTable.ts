import type { MetricRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';
import { isCurrent } from './staleResults.ts';

/** Of the rows of evaluations, under the name e; results of pictures that changed since are left out. */
const counts = `e.recipe_hash = @recipeHash AND ${isCurrent('e')}`;

/** Which numbers of a run are meant: those made under one recipe. */
export interface MetricQuery {
  readonly runId: number;
  readonly recipeHash: string;
}

/** One metric of one scope. */
export interface MetricKind {
  readonly scope: string;
  readonly name: string;
}

/** A page of items by metrics. */
export interface TableQuery extends MetricQuery {
  readonly scope: string;
  /** `name` (of the item), or a metric's name. */
  readonly sort: string;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** An item's numbers under one scope, by metric. */
export interface TableRow {
  readonly itemId: number;
  readonly itemName: string;
  readonly metrics: Readonly<Record<string, Pick<MetricRecord, 'value' | 'coverage' | 'pixels'>>>;
}

/** The numbers of runs as tables: items by metrics, under one recipe. */
export class MetricTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The scopes and metrics that a run has rows of. */
  kinds(runId: number): MetricKind[] {
    // A loose scan of the index: the next name after the last one, instead of every row.
    const next = `FROM metrics m WHERE m.run_id = @runId AND (m.scope, m.name) > (k.scope, k.name)
      ORDER BY m.scope, m.name LIMIT 1`;
    return this.#database
      .prepare<object, MetricKind>(
        `WITH RECURSIVE kinds (scope, name) AS (
           SELECT * FROM (SELECT scope, name FROM metrics WHERE run_id = @runId ORDER BY scope, name LIMIT 1)
           UNION ALL
           SELECT (SELECT m.scope ${next}), (SELECT m.name ${next}) FROM kinds k WHERE k.scope IS NOT NULL)
         SELECT scope, name FROM kinds WHERE scope IS NOT NULL`,
      )
      .all({ runId });
  }

  /** One metric of one scope over the run's items, by item name. */
  records(query: MetricQuery & MetricKind): MetricRecord[] {
    return this.#database
      .prepare<object, MetricRecord>(
        `SELECT m.scope, m.name, m.value, m.coverage, m.pixels
         FROM metrics m JOIN evaluations e ON e.id = m.evaluation_id JOIN items i ON i.id = m.item_id
         WHERE m.run_id = @runId AND m.scope = @scope AND m.name = @name AND ${counts}
         ORDER BY i.sort_key, i.id`,
      )
      .all(query);
  }

  /** Compared items that have a row of the scope; those without a value of the sorted metric come last. */
  page(query: TableQuery): { total: number; rows: TableRow[] } {
    const direction = query.descending ? 'DESC' : 'ASC';
    const order =
      query.sort === 'name' ? `i.sort_key ${direction}` : `m.value IS NULL, m.value ${direction}, i.sort_key`;
    const where = `WHERE e.run_id = @runId AND e.error IS NULL AND ${counts}
      AND EXISTS (SELECT 1 FROM metrics s WHERE s.evaluation_id = e.id AND s.scope = @scope)`;
    const total = this.#database
      .prepare<object, { n: number }>(`SELECT count(*) AS n FROM evaluations e ${where}`)
      .get(query)!.n;
    const page = this.#database
      .prepare<object, { evaluationId: number; itemId: number; itemName: string }>(
        `SELECT e.id AS evaluationId, i.id AS itemId, i.name AS itemName
         FROM evaluations e JOIN items i ON i.id = e.item_id
         LEFT JOIN metrics m ON m.evaluation_id = e.id AND m.scope = @scope AND m.name = @sort
         ${where} ORDER BY ${order}, i.id LIMIT @limit OFFSET @offset`,
      )
      .all(query);
    return { total, rows: page.map((row) => this.#row(row, query.scope)) };
  }

  /** How many of a run's comparisons were made under another recipe. */
  countOfOtherRecipes({ runId, recipeHash }: MetricQuery): number {
    return this.#database
      .prepare<[number, string], { n: number }>(
        'SELECT count(*) AS n FROM evaluations WHERE run_id = ? AND recipe_hash <> ? AND error IS NULL',
      )
      .get(runId, recipeHash)!.n;
  }

  #row(
    { evaluationId, itemId, itemName }: { evaluationId: number; itemId: number; itemName: string },
    scope: string,
  ): TableRow {
    const records = this.#database
      .prepare<[number, string], MetricRecord>(
        'SELECT scope, name, value, coverage, pixels FROM metrics WHERE evaluation_id = ? AND scope = ?',
      )
      .all(evaluationId, scope);
    const metrics = records.map(
      ({ name, value, coverage, pixels }) => [name, { value, coverage, pixels }] as const,
    );
    return { itemId, itemName, metrics: Object.fromEntries(metrics) };
  }
}
