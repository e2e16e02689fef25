import { StudioError } from '#domain/errors.ts';
import type { RegionDraft } from '#domain/evaluation/FrameEvaluation.ts';
import type { RegionRecord, RegionStats } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';

interface RegionDbRow extends Omit<RegionRecord, 'bbox' | 'outline' | 'stats'> {
  readonly runId: number;
  readonly itemName: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly outline: string;
  readonly stats: string;
}

/** A region with what a list over the dataset shows beside it. */
export type ListedRegion = RegionRecord & { readonly itemName: string; readonly runId: number };

const selectRegion = `
  SELECT r.id, r.evaluation_id AS evaluationId, r.run_id AS runId, r.item_id AS itemId, i.name AS itemName, r.rank,
    r.severity, r.area_px AS areaPx, r.x, r.y, r.width, r.height, r.outline, r.stats
  FROM regions r JOIN items i ON i.id = r.item_id`;

export function writeRegions(
  database: Database,
  owner: { readonly evaluationId: number; readonly runId: number; readonly itemId: number },
  regions: readonly RegionDraft[],
): void {
  const write = database.prepare(
    `INSERT INTO regions (evaluation_id, run_id, item_id, rank, severity, area_px, x, y, width, height, outline, stats)
     VALUES (@evaluationId, @runId, @itemId, @rank, @severity, @areaPx, @x, @y, @width, @height, @outline, @stats)`,
  );
  for (const { rank, severity, areaPx, bbox, outline, stats } of regions) {
    const [x, y, width, height] = bbox;
    const texts = { outline: JSON.stringify(outline), stats: JSON.stringify(stats) };
    write.run({ ...owner, rank, severity, areaPx, x, y, width, height, ...texts });
  }
}

/** Worst first. */
export function readRegions(database: Database, evaluationId: number): RegionRecord[] {
  return database
    .prepare<[number], RegionDbRow>(`${selectRegion} WHERE r.evaluation_id = ? ORDER BY r.rank`)
    .all(evaluationId)
    .map(regionFromRow);
}

/** Over the dataset, of one run or of all, worst first. */
export function pageOfRegions(
  database: Database,
  query: { readonly runId: number | null; readonly offset: number; readonly limit: number },
): { total: number; rows: ListedRegion[] } {
  const { runId, limit, offset } = query;
  const where = runId === null ? '' : 'WHERE r.run_id = @runId';
  const total = database
    .prepare<object, { n: number }>(`SELECT count(*) AS n FROM regions r ${where}`)
    .get({ runId })!.n;
  const rows = database
    .prepare<object, RegionDbRow>(
      `${selectRegion} ${where} ORDER BY r.severity DESC, r.item_id, r.rank LIMIT @limit OFFSET @offset`,
    )
    .all({ runId, limit, offset })
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
  return { ...regionFromRow(row), itemName: row.itemName, runId: row.runId };
}

function regionFromRow(row: RegionDbRow): RegionRecord {
  const { id, evaluationId, itemId, rank, severity, areaPx, x, y, width, height } = row;
  return {
    id,
    evaluationId,
    itemId,
    rank,
    severity,
    areaPx,
    bbox: [x, y, width, height],
    outline: JSON.parse(row.outline) as RegionRecord['outline'],
    stats: JSON.parse(row.stats) as RegionStats,
  };
}
