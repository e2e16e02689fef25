import type { CauseCell, RunCounts } from '#domain/regions/CauseCounts.ts';
import type { Database } from './openDatabase.ts';

interface CountRow extends CauseCell {
  readonly suspicion: 0 | 1;
  readonly rejected: 0 | 1;
}

/** Counts of regions over a whole run. One pass over an index, whatever else a region carries. */
export class RegionCounts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Results of changed files are left out; causes are those that reviews say, rejected regions apart. */
  ofRun(runId: number): RunCounts {
    const rows = this.#database
      .prepare<{ runId: number }, CountRow>(
        `SELECT coalesce(v.cause, r.cause) AS cause, r.annotated_class AS annotatedClass, r.suspicion,
           coalesce(v.state = 'rejected', 0) AS rejected, count(*) AS regions,
           sum(r.error_sum) AS errorSum, sum(r.compared_px) AS comparedPx
         FROM regions r INDEXED BY regions_counted LEFT JOIN region_reviews v ON v.region_id = r.id
         WHERE r.run_id = @runId AND r.item_id NOT IN (${staleItems})
         GROUP BY 1, 2, 3, 4`,
      )
      .all({ runId });
    const frames = this.#database
      .prepare<{ runId: number }, Pick<RunCounts, 'frames' | 'errorSum' | 'comparedPx'>>(
        `SELECT count(*) AS frames, coalesce(sum(f.error_sum), 0) AS errorSum,
           coalesce(sum(f.compared_px), 0) AS comparedPx
         FROM region_findings f JOIN evaluations e ON e.prediction_id = f.prediction_id
         WHERE f.run_id = @runId AND e.error IS NULL AND f.item_id NOT IN (${staleItems})`,
      )
      .get({ runId })!;
    const judged = rows.filter(({ suspicion }) => suspicion === 0);
    const taken = judged.filter((row) => row.rejected === 1);
    return {
      ...frames,
      cells: judged.filter((row) => row.rejected === 0).map(cellOf),
      rejected: {
        regions: sum(taken, 'regions'),
        errorSum: sum(taken, 'errorSum'),
        comparedPx: sum(taken, 'comparedPx'),
      },
      suspicions: bySuspectedCause(rows),
    };
  }

  /** Predictions that were searched with other settings than these; their results are to be found again. */
  searchedOtherwise(settings: string): number[] {
    return this.#database
      .prepare<[string], { id: number }>(
        `SELECT f.prediction_id AS id FROM region_findings f JOIN predictions p ON p.id = f.prediction_id
         WHERE f.settings <> ? AND p.stale = 0 AND p.state = 'done' ORDER BY f.run_id, f.item_id`,
      )
      .all(settings)
      .map(({ id }) => id);
  }

  /** Items that every one of the runs was searched for failures, by name. */
  searchedItems(runIds: readonly number[]): number[] {
    return this.#database
      .prepare<[string, number], { itemId: number }>(
        `SELECT f.item_id AS itemId FROM region_findings f
           JOIN items i ON i.id = f.item_id JOIN predictions p ON p.id = f.prediction_id
         WHERE f.run_id IN (SELECT value FROM json_each(?)) AND p.stale = 0
         GROUP BY f.item_id HAVING count(DISTINCT f.run_id) = ? ORDER BY i.sort_key, i.id`,
      )
      .all(JSON.stringify(runIds), new Set(runIds).size)
      .map(({ itemId }) => itemId);
  }
}

const staleItems = 'SELECT p.item_id FROM predictions p WHERE p.run_id = @runId AND p.stale = 1';

function cellOf({ cause, annotatedClass, regions, errorSum, comparedPx }: CountRow): CauseCell {
  return { cause, annotatedClass, regions, errorSum, comparedPx };
}

function bySuspectedCause(rows: readonly CountRow[]): RunCounts['suspicions'] {
  const counts = new Map<string, number>();
  for (const { cause, regions, suspicion, rejected } of rows) {
    if (suspicion === 1 && rejected === 0) counts.set(cause, (counts.get(cause) ?? 0) + regions);
  }
  return [...counts].map(([cause, regions]) => ({ cause, regions })).sort((a, b) => b.regions - a.regions);
}

function sum(rows: readonly CountRow[], name: 'regions' | 'errorSum' | 'comparedPx'): number {
  return rows.reduce((total, row) => total + row[name], 0);
}
