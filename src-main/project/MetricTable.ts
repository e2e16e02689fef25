import type { MetricRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';
import { isCurrentInRun } from './staleResults.ts';

/** Of the rows of evaluations, under the name e; results of pictures that changed since are left out. */
const counts = `e.run_id = @runId AND e.recipe_hash = @recipeHash AND ${isCurrentInRun('e')}`;

/** The scope that every comparison has rows of. */
const wholeFrame = 'all';
const hasScope = 'EXISTS (SELECT 1 FROM metrics s WHERE s.evaluation_id = e.id AND s.scope = @scope)';
/** Of the rows of metrics, under the name m: the sorted metric, where it has a value; answered by an index. */
const ofSort = 'm.run_id = @runId AND m.scope = @scope AND m.name = @sort AND m.value IS NOT NULL';

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

  /** The scopes and metrics that a run has rows of: from name to name of the index, instead of row by row. */
  kinds(runId: number): MetricKind[] {
    const after = (condition: string) =>
      this.#database.prepare<object, MetricKind>(
        `SELECT scope, name FROM metrics WHERE run_id = @runId AND ${condition} ORDER BY scope, name LIMIT 1`,
      );
    const nextName = after('scope = @scope AND name > @name');
    const nextScope = after('scope > @scope');
    const kinds: MetricKind[] = [];
    for (let kind = nextScope.get({ runId, scope: '' }); kind;) {
      kinds.push(kind);
      kind = nextName.get({ runId, ...kind }) ?? nextScope.get({ runId, scope: kind.scope });
    }
    return kinds;
  }

  /** One metric of one scope over the run's items, by item name: items lead, so that tables are read in their order. */
  records(query: MetricQuery & MetricKind): MetricRecord[] {
    return this.#database
      .prepare<object, MetricRecord>(
        `SELECT m.scope, m.name, m.value, m.coverage, m.pixels
         FROM items i CROSS JOIN evaluations e ON e.item_id = i.id
         CROSS JOIN metrics m ON m.evaluation_id = e.id AND m.scope = @scope AND m.name = @name
         WHERE ${counts} ORDER BY i.sort_key, i.id`,
      )
      .all(query);
  }

  /**
   * Compared items that have a row of the scope; those without a value of the sorted metric come last. Items of equal
   * value follow each other as they were imported.
   */
  page(query: TableQuery): { total: number; rows: TableRow[] } {
    const direction = query.descending ? 'DESC' : 'ASC';
    const compared = `${counts} AND e.error IS NULL${query.scope === wholeFrame ? '' : ` AND ${hasScope}`}`;
    const total = this.#count(`evaluations e WHERE ${compared}`, query);
    if (query.sort === 'name') {
      const ids = this.#ids(
        `e.id FROM items i CROSS JOIN evaluations e ON e.item_id = i.id WHERE ${compared}
         ORDER BY i.sort_key ${direction}, i.id ${direction}`,
        query,
      );
      return { total, rows: this.#rows(ids, query.scope) };
    }
    const valued = `metrics m CROSS JOIN evaluations e ON e.id = m.evaluation_id WHERE ${ofSort} AND ${counts}`;
    const ids = this.#ids(`e.id FROM ${valued} ORDER BY m.value ${direction}, m.item_id ${direction}`, query);
    if (ids.length < query.limit && ids.length + query.offset < total) {
      const cut = {
        limit: query.limit - ids.length,
        offset: Math.max(0, query.offset - this.#count(valued, query)),
      };
      const others = `e.id NOT IN (SELECT m.evaluation_id FROM metrics m WHERE ${ofSort})`;
      const rest = `e.id FROM evaluations e JOIN items i ON i.id = e.item_id WHERE ${compared} AND ${others}
        ORDER BY i.sort_key, i.id`;
      ids.push(...this.#ids(rest, { ...query, ...cut }));
    }
    return { total, rows: this.#rows(ids, query.scope) };
  }

  /** How many of a run's comparisons were made under another recipe. */
  countOfOtherRecipes({ runId, recipeHash }: MetricQuery): number {
    return this.#database
      .prepare<[number, string], { n: number }>(
        'SELECT count(*) AS n FROM evaluations WHERE run_id = ? AND recipe_hash <> ? AND error IS NULL',
      )
      .get(runId, recipeHash)!.n;
  }

  #count(from: string, query: TableQuery): number {
    return this.#database.prepare<object, { n: number }>(`SELECT count(*) AS n FROM ${from}`).get(query)!.n;
  }

  #ids(select: string, query: TableQuery): number[] {
    return this.#database
      .prepare<object, { id: number }>(`SELECT ${select} LIMIT @limit OFFSET @offset`)
      .all(query)
      .map(({ id }) => id);
  }

  #rows(evaluationIds: readonly number[], scope: string): TableRow[] {
    const itemOf = this.#database.prepare<[number], Pick<TableRow, 'itemId' | 'itemName'>>(
      'SELECT i.id AS itemId, i.name AS itemName FROM evaluations e JOIN items i ON i.id = e.item_id WHERE e.id = ?',
    );
    const metricsOf = this.#database.prepare<[number, string], MetricRecord>(
      'SELECT scope, name, value, coverage, pixels FROM metrics WHERE evaluation_id = ? AND scope = ?',
    );
    return evaluationIds.map((id) => {
      const metrics = metricsOf
        .all(id, scope)
        .map(({ name, value, coverage, pixels }) => [name, { value, coverage, pixels }] as const);
      return { ...itemOf.get(id)!, metrics: Object.fromEntries(metrics) };
    });
  }
}
