import type { SerialisedError } from '#domain/errors.ts';
import type { FrameFindings, RegionDraft } from '#domain/regions/RegionRecord.ts';
import type { EvaluationRecord, MetricRecord, PredictionRecord, RegionRecord } from '#domain/records.ts';
import { markStale } from './markStale.ts';
import type { Database } from './openDatabase.ts';
import { predictionColumns, predictionFromRow } from './predictionRow.ts';
import type { PredictionRow } from './predictionRow.ts';
import { PredictionStore } from './PredictionStore.ts';
import { pageOfRegions, readRegions, regionById, writeRegions } from './regionRows.ts';
import type { ListedRegion, RegionFilter } from './regionRows.ts';
import { RegionStore } from './RegionStore.ts';
import { isCurrent, isCurrentInRun } from './staleResults.ts';

export interface EvaluationDraft extends Omit<EvaluationRecord, 'id'> {
  readonly metrics: readonly MetricRecord[];
  readonly regions: readonly RegionDraft[];
  /** Content of the ground truth that it was compared with; absent = not known. */
  readonly truthSha256?: string | null;
  /** What was found about the frame, and the canonical settings of the search; null where nobody searched. */
  readonly found?: { readonly findings: FrameFindings; readonly settings: string } | null;
}

/** What is known about one prediction's comparison; evaluation and error are both null while it was not compared. */
export interface StoredEvaluation {
  readonly evaluation: EvaluationRecord | null;
  readonly error: SerialisedError | null;
  readonly recipeHash: string | null;
  /** True where sources, calibration or annotations changed after it was made. */
  readonly stale: boolean;
  readonly metrics: readonly MetricRecord[];
  /** Without ground truth, suspicions: then there are regions but no evaluation. */
  readonly regions: readonly RegionRecord[];
  readonly findings: FrameFindings | null;
}

export interface RunMetricRow extends MetricRecord {
  readonly itemId: number;
  readonly itemName: string;
}

type EvaluationDbRow = Omit<EvaluationRecord, 'alignment' | 'warnings'> & {
  readonly stale: 0 | 1;
  readonly error: string | null;
  readonly scale: number;
  readonly shift: number;
  readonly warnings: string;
};

const notCompared: StoredEvaluation = {
  evaluation: null,
  error: null,
  recipeHash: null,
  stale: false,
  metrics: [],
  regions: [],
  findings: null,
};

/** Comparisons of predictions with ground truth: their numbers and failure regions. */
export class EvaluationStore {
  readonly #database: Database;
  readonly #predictions: PredictionStore;
  readonly #regions: RegionStore;

  constructor(database: Database) {
    this.#database = database;
    this.#predictions = new PredictionStore(database);
    this.#regions = new RegionStore(database);
  }

  /** Replaces the prediction's earlier evaluation or failure; one transaction. @throws NotFound */
  save(draft: EvaluationDraft): EvaluationRecord {
    const { metrics, regions, found = null, truthSha256 = null, ...evaluation } = draft;
    return this.#database.transaction(() => {
      const { runId, itemId } = this.#clear(draft.predictionId);
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO evaluations (prediction_id, run_id, item_id, recipe_hash, scale, shift, aligned_raster_id,
             error_raster_id, ssim_raster_id, coverage_raster_id, warnings, truth_sha256)
           VALUES (@predictionId, @runId, @itemId, @recipeHash, @scale, @shift, @alignedRasterId,
             @errorRasterId, @ssimRasterId, @coverageRasterId, @warnings, @truthSha256)`,
        )
        .run({
          ...{ ...evaluation, alignment: null },
          ...evaluation.alignment,
          truthSha256,
          runId,
          itemId,
          warnings: JSON.stringify(evaluation.warnings),
        });
      const owner = { evaluationId: Number(lastInsertRowid), runId, itemId };
      this.#writeMetrics(owner, metrics);
      const place = { ...owner, predictionId: draft.predictionId };
      if (found === null) writeRegions(this.#database, place, regions);
      else this.#regions.save(place, { regions, ...found });
      return { id: owner.evaluationId, ...evaluation };
    })();
  }

  /** Remembers why there is no comparison; one transaction. @throws NotFound */
  saveFailed(failure: {
    readonly predictionId: number;
    readonly recipeHash: string;
    readonly error: SerialisedError;
  }): void {
    const { predictionId, recipeHash, error } = failure;
    this.#database.transaction(() => {
      const { runId, itemId } = this.#clear(predictionId);
      this.#database
        .prepare<[number, number, number, string, string]>(
          'INSERT INTO evaluations (prediction_id, run_id, item_id, recipe_hash, error) VALUES (?, ?, ?, ?, ?)',
        )
        .run(predictionId, runId, itemId, recipeHash, JSON.stringify(error));
    })();
  }

  of(runId: number, itemId: number): StoredEvaluation {
    const row = this.#database
      .prepare<[number, number], EvaluationDbRow>(
        `SELECT id, prediction_id AS predictionId, recipe_hash AS recipeHash, stale, error, scale, shift,
           aligned_raster_id AS alignedRasterId, error_raster_id AS errorRasterId, ssim_raster_id AS ssimRasterId,
           coverage_raster_id AS coverageRasterId, warnings
         FROM evaluations WHERE run_id = ? AND item_id = ?`,
      )
      .get(runId, itemId);
    const found = {
      regions: readRegions(this.#database, runId, itemId),
      findings: this.#regions.findings(runId, itemId),
    };
    if (!row) return { ...notCompared, ...found };
    const { stale: staleFlag, error: errorText, scale, shift, warnings, ...plain } = row;
    const known = { recipeHash: row.recipeHash, stale: staleFlag === 1 };
    if (errorText !== null) {
      return { ...notCompared, ...known, error: JSON.parse(errorText) as SerialisedError };
    }
    return {
      ...known,
      error: null,
      evaluation: { ...plain, alignment: { scale, shift }, warnings: JSON.parse(warnings) as string[] },
      metrics: this.#metrics(row.id),
      ...found,
    };
  }

  /** Over the dataset, of one run or of all, worst first. */
  regionsPage(query: RegionFilter & { readonly offset: number; readonly limit: number }): {
    total: number;
    rows: ListedRegion[];
  } {
    return pageOfRegions(this.#database, query);
  }

  /** @throws NotFound */
  region(id: number): ListedRegion {
    return regionById(this.#database, id);
  }

  /** All failure regions of a run, worst first. */
  regionsOf(runId: number): ListedRegion[] {
    return pageOfRegions(this.#database, { runId, offset: 0, limit: -1 }).rows;
  }

  /** Items that every one of the runs was compared on. */
  comparedItems(runIds: readonly number[]): number[] {
    return this.#database
      .prepare<[string, number], { itemId: number }>(
        `SELECT item_id AS itemId FROM evaluations e
         WHERE error IS NULL AND run_id IN (SELECT value FROM json_each(?)) AND ${isCurrent('e')}
         GROUP BY item_id HAVING count(DISTINCT run_id) = ? ORDER BY item_id`,
      )
      .all(JSON.stringify(runIds), new Set(runIds).size)
      .map(({ itemId }) => itemId);
  }

  /** Of the recipes that the runs' evaluations were made with. */
  recipeHashes(runIds: readonly number[]): string[] {
    return this.#database
      .prepare<[string], { hash: string }>(
        `SELECT DISTINCT recipe_hash AS hash FROM evaluations
         WHERE error IS NULL AND run_id IN (SELECT value FROM json_each(?)) ORDER BY hash`,
      )
      .all(JSON.stringify(runIds))
      .map(({ hash }) => hash);
  }

  /** One metric of a run by item id, in no order: read from an index alone, because there may be very many. */
  valuesByItem(runId: number, scope: string, name: string): ReadonlyMap<number, number | null> {
    const rows = this.#database
      .prepare<object, [itemId: number, value: number | null]>(
        `SELECT m.item_id, m.value FROM metrics m
         WHERE m.run_id = @runId AND m.scope = @scope AND m.name = @name AND ${isCurrentInRun('m')}`,
      )
      .raw()
      .all({ runId, scope, name }) as [number, number | null][];
    return new Map(rows);
  }

  /** All metrics of a run, by item name, scope and metric; those that are stale are left out. */
  metricsOf(runId: number): RunMetricRow[] {
    return this.#database
      .prepare<[number], RunMetricRow>(
        `SELECT m.item_id AS itemId, i.name AS itemName, m.scope, m.name, m.value, m.coverage, m.pixels
         FROM metrics m JOIN items i ON i.id = m.item_id
         WHERE m.run_id = ? AND ${isCurrent('m')} ORDER BY i.sort_key, i.id, m.scope, m.name`,
      )
      .all(runId);
  }

  /**
   * Done predictions of items with ground truth whose comparison is missing, stale or of another recipe. Failed
   * comparisons count as made: they would fail again.
   */
  outdated(recipeHash: string, runId: number | null = null): PredictionRecord[] {
    return this.#database
      .prepare<object, PredictionRow>(
        `SELECT ${predictionColumns} FROM predictions p
         JOIN items i ON i.id = p.item_id LEFT JOIN evaluations e ON e.prediction_id = p.id
         WHERE p.state = 'done' AND p.stale = 0 AND (@runId IS NULL OR p.run_id = @runId)
           AND (e.id IS NULL OR e.stale = 1 OR e.recipe_hash <> @recipeHash)
           AND EXISTS (SELECT 1 FROM assets a WHERE a.item_id = p.item_id AND a.role IN ('disparity', 'depth'))
         ORDER BY p.run_id, i.sort_key, i.id`,
      )
      .all({ recipeHash, runId })
      .map(predictionFromRow);
  }

  /** Annotation edits, new calibration and changed sources do this by themselves. */
  markStale(itemIds: readonly number[]): void {
    this.#database.transaction(() => markStale(this.#database, itemIds))();
  }

  /** Deletes every evaluation that is stale or of another recipe; answers how many. */
  deleteStale(recipeHash: string): number {
    return this.#database
      .prepare<[string]>('DELETE FROM evaluations WHERE stale = 1 OR recipe_hash <> ?')
      .run(recipeHash).changes;
  }

  #clear(predictionId: number): PredictionRecord {
    const prediction = this.#predictions.get(predictionId);
    for (const table of ['evaluations', 'regions', 'region_findings']) {
      this.#database.prepare<[number]>(`DELETE FROM ${table} WHERE prediction_id = ?`).run(predictionId);
    }
    return prediction;
  }

  #metrics(evaluationId: number): MetricRecord[] {
    return this.#database
      .prepare<[number], MetricRecord>(
        `SELECT scope, name, value, coverage, pixels FROM metrics WHERE evaluation_id = ? ORDER BY scope, name`,
      )
      .all(evaluationId);
  }

  #writeMetrics(owner: object, metrics: readonly MetricRecord[]): void {
    const write = this.#database.prepare(
      `INSERT INTO metrics (evaluation_id, run_id, item_id, scope, name, value, coverage, pixels)
       VALUES (@evaluationId, @runId, @itemId, @scope, @name, @value, @coverage, @pixels)`,
    );
    for (const metric of metrics) write.run({ ...owner, ...metric });
  }
}
