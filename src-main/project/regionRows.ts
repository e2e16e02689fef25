import { StudioError } from '#domain/errors.ts';
import type { RegionDraft, RegionRecord, RegionReview } from '#domain/regions/RegionRecord.ts';
import type { Database } from './openDatabase.ts';
import { identifyRegions } from './regionIdentities.ts';

type Structured = 'bbox' | 'parts' | 'outline' | 'stats' | 'detection' | 'causes' | 'bias';

interface RegionDbRow extends Omit<RegionRecord, Structured> {
  readonly runId: number;
  readonly itemName: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly wrong: number;
  readonly large: number;
  readonly sure: number;
  readonly outline: string;
  readonly stats: string;
  readonly detection: string;
  readonly causes: string;
  readonly bias: string;
  readonly reviewState: RegionReview['state'] | null;
  readonly reviewCause: string | null;
  readonly reviewNote: string;
  readonly reviewTags: string;
  readonly reviewOutline: string | null;
}

/** A region with what a list over the dataset shows beside it; review is null while nobody said anything. */
export type ListedRegion = RegionRecord & {
  readonly itemName: string;
  readonly runId: number;
  readonly review: RegionReview | null;
};

/** Which regions a list holds; null = whatever it is. */
export interface RegionFilter {
  readonly runId: number | null;
  readonly itemId?: number | null;
  /** The corrected cause where there is one, else the first automatic one; `unexplained` where none is strong. */
  readonly cause?: string | null;
  /** `open` is also where nobody said anything. */
  readonly review?: RegionReview['state'] | null;
}

const selectRegion = `
  SELECT r.id, r.prediction_id AS predictionId, r.evaluation_id AS evaluationId, r.run_id AS runId, r.item_id AS itemId,
    i.name AS itemName, r.rank, r.severity, r.wrong, r.large, r.sure, r.area_px AS areaPx, r.x, r.y, r.width, r.height,
    r.outline, r.stats, r.detection, r.cause, r.causes, r.bias, r.error_sum AS errorSum,
    r.compared_px AS comparedPx, r.annotated_class AS annotatedClass, v.state AS reviewState, v.cause AS reviewCause,
    v.note AS reviewNote, v.tags AS reviewTags, v.outline AS reviewOutline
  FROM regions r JOIN items i ON i.id = r.item_id LEFT JOIN region_reviews v ON v.region_id = r.id`;

/** Regions of pictures that changed since are left out, as their metrics are. */
const filterRegions = `
  WHERE (@runId IS NULL OR r.run_id = @runId) AND (@itemId IS NULL OR r.item_id = @itemId)
    AND (@cause IS NULL OR coalesce(v.cause, r.cause) = @cause)
    AND (@review IS NULL OR coalesce(v.state, 'open') = @review)
    AND r.prediction_id NOT IN (SELECT id FROM predictions WHERE stale = 1)`;

/** Replaces the regions of a prediction; those that were known keep their ids. Call inside a transaction. */
export function writeRegions(
  database: Database,
  owner: {
    readonly predictionId: number;
    readonly evaluationId: number | null;
    readonly runId: number;
    readonly itemId: number;
  },
  regions: readonly RegionDraft[],
): void {
  database.prepare<[number]>('DELETE FROM regions WHERE prediction_id = ?').run(owner.predictionId);
  const ids = identifyRegions(database, owner, regions);
  const write = database.prepare(
    `INSERT INTO regions (id, prediction_id, evaluation_id, run_id, item_id, rank, severity, wrong, large, sure, area_px,
       x, y, width, height, outline, stats, detection, causes, bias, cause, cause_score, direction, distance_m, error_sum,
       suspicion, compared_px, annotated_class)
     VALUES (@id, @predictionId, @evaluationId, @runId, @itemId, @rank, @severity, @wrong, @large, @sure, @areaPx,
       @x, @y, @width, @height, @outline, @stats, @detection, @causes, @bias, @cause, @causeScore, @direction, @distanceM,
       @errorSum, @suspicion, @comparedPx, @annotatedClass)`,
  );
  regions.forEach((region, index) => {
    const { rank, severity, parts, areaPx, bbox, bias, detection, errorSum } = region;
    const [x, y, width, height] = bbox;
    write.run({
      ...owner,
      ...{ id: ids[index]!, rank, severity, ...parts, areaPx, x, y, width, height, errorSum },
      outline: JSON.stringify(region.outline),
      stats: JSON.stringify(region.stats),
      detection: JSON.stringify(detection),
      causes: JSON.stringify(region.causes),
      bias: JSON.stringify(bias),
      cause: region.cause,
      causeScore: region.causes[0]?.score ?? 0,
      direction: bias.direction,
      distanceM: (bias.truth ?? bias.predicted)?.metres ?? null,
      suspicion: detection.isSuspicion ? 1 : 0,
      comparedPx: region.comparedPx,
      annotatedClass: region.annotatedClass,
    });
  });
}

/** Of a run's item, worst first. */
export function readRegions(database: Database, runId: number, itemId: number): RegionRecord[] {
  return database
    .prepare<[number, number], RegionDbRow>(
      `${selectRegion} WHERE r.run_id = ? AND r.item_id = ? ORDER BY r.rank`,
    )
    .all(runId, itemId)
    .map(regionFromRow);
}

/** Over the dataset, worst first. */
export function pageOfRegions(
  database: Database,
  query: RegionFilter & { readonly offset: number; readonly limit: number },
): { total: number; rows: ListedRegion[] } {
  const { runId, itemId = null, cause = null, review = null, limit, offset } = query;
  const filter = { runId, itemId, cause, review };
  const total = database
    .prepare<object, { n: number }>(
      `SELECT count(*) AS n FROM regions r LEFT JOIN region_reviews v ON v.region_id = r.id ${filterRegions}`,
    )
    .get(filter)!.n;
  const rows = database
    .prepare<object, RegionDbRow>(
      `${selectRegion} ${filterRegions} ORDER BY r.severity DESC, r.item_id, r.rank LIMIT @limit OFFSET @offset`,
    )
    .all({ ...filter, limit, offset })
    .map(listedFromRow);
  return { total, rows };
}

/** @throws NotFound */
export function regionById(database: Database, id: number): ListedRegion {
  const row = database.prepare<[number], RegionDbRow>(`${selectRegion} WHERE r.id = ?`).get(id);
  if (!row) throw new StudioError('NotFound', `there is no region ${id}`, { id });
  return listedFromRow(row);
}

function listedFromRow(row: RegionDbRow): ListedRegion {
  return { ...regionFromRow(row), itemName: row.itemName, runId: row.runId, review: reviewFromRow(row) };
}

function reviewFromRow(row: RegionDbRow): RegionReview | null {
  if (row.reviewState === null) return null;
  return {
    state: row.reviewState,
    cause: row.reviewCause,
    note: row.reviewNote,
    tags: JSON.parse(row.reviewTags) as string[],
    outline: row.reviewOutline === null ? null : (JSON.parse(row.reviewOutline) as RegionReview['outline']),
  };
}

function regionFromRow(row: RegionDbRow): RegionRecord {
  const { id, predictionId, evaluationId, itemId, rank, severity, areaPx, x, y, width, height } = row;
  const { wrong, large, sure, cause, errorSum, comparedPx, annotatedClass } = row;
  return {
    ...{ id, predictionId, evaluationId, itemId, rank, severity, parts: { wrong, large, sure }, areaPx },
    bbox: [x, y, width, height],
    outline: JSON.parse(row.outline) as RegionRecord['outline'],
    stats: JSON.parse(row.stats) as RegionRecord['stats'],
    detection: JSON.parse(row.detection) as RegionRecord['detection'],
    cause,
    causes: JSON.parse(row.causes) as RegionRecord['causes'],
    bias: JSON.parse(row.bias) as RegionRecord['bias'],
    errorSum,
    comparedPx,
    annotatedClass,
  };
}
