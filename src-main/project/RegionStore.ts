import type { FrameFindings, RegionDraft, RegionReview } from '#domain/regions/RegionRecord.ts';
import { defaultRegionSettings, type RegionSettings } from '#domain/regions/RegionSettings.ts';
import { MetaStore } from './MetaStore.ts';
import type { Database } from './openDatabase.ts';
import { regionById, writeRegions } from './regionRows.ts';
import { ReviewStore } from './ReviewStore.ts';

/** What was found in one frame of a run. */
export interface FindingsDraft {
  readonly regions: readonly RegionDraft[];
  readonly findings: FrameFindings;
  /** The settings they were found with, as canonical text. */
  readonly settings: string;
}

const settingsKey = 'regionSettings';

interface Owner {
  readonly predictionId: number;
  readonly evaluationId: number | null;
  readonly runId: number;
  readonly itemId: number;
}

/** Failure regions of predictions, what was found about their frames, and what people said of regions. */
export class RegionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Replaces what was found of the prediction before; regions that overlap keep id and review. One transaction. */
  save(owner: Owner, { regions, findings, settings }: FindingsDraft): void {
    this.#database.transaction(() => {
      writeRegions(this.#database, owner, regions);
      this.#database
        .prepare(
          `INSERT OR REPLACE INTO region_findings
             (prediction_id, run_id, item_id, findings, settings, error_sum, compared_px)
           VALUES (@predictionId, @runId, @itemId, @findings, @settings, @errorSum, @comparedPx)`,
        )
        .run({
          ...{ ...owner, evaluationId: null },
          findings: JSON.stringify(findings),
          settings,
          errorSum: findings.errorSum,
          comparedPx: findings.comparedPx,
        });
    })();
  }

  /** Null where nothing was looked for. */
  findings(runId: number, itemId: number): FrameFindings | null {
    const row = this.#database
      .prepare<[number, number], { findings: string }>(
        'SELECT findings FROM region_findings WHERE run_id = ? AND item_id = ?',
      )
      .get(runId, itemId);
    return row ? (JSON.parse(row.findings) as FrameFindings) : null;
  }

  /** How failures are looked for and explained in this project. */
  get settings(): RegionSettings {
    return (new MetaStore(this.#database).get(settingsKey) as RegionSettings | null) ?? defaultRegionSettings;
  }

  set settings(settings: RegionSettings) {
    new MetaStore(this.#database).set(settingsKey, settings);
  }

  /** Null takes back all that was said of the region; no step of the history. @throws NotFound */
  review(regionId: number, review: RegionReview | null): void {
    const { itemId } = regionById(this.#database, regionId);
    const change = { regionId, itemId, before: null, after: review };
    new ReviewStore(this.#database).write({ reviews: [change], cuts: { added: [], removed: [] } });
  }
}
