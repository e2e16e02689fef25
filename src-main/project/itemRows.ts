import type { ItemRow } from '#domain/records.ts';
import { LabelStore } from './LabelStore.ts';
import type { Database } from './openDatabase.ts';

interface RowOfItem {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly split: string;
  readonly hasNote: 0 | 1;
  readonly hasGroundTruth: 0 | 1;
  readonly isMissing: 0 | 1;
  readonly problems: number;
  readonly annotations: number;
  readonly runState: 'pending' | 'done' | 'failed' | null;
  readonly isStale: 0 | 1 | null;
  readonly evaluationId: number | null;
  readonly isNotCompared: 0 | 1 | null;
}

const selectRow = `
  SELECT i.id, i.name, i.width, i.height, i.split, i.note <> '' AS hasNote,
    EXISTS (SELECT 1 FROM assets a WHERE a.item_id = i.id AND a.role IN ('disparity', 'depth')) AS hasGroundTruth,
    EXISTS (SELECT 1 FROM assets a WHERE a.item_id = i.id AND a.missing = 1) AS isMissing,
    (SELECT count(*) FROM problems p WHERE p.item_id = i.id) AS problems,
    (SELECT count(*) FROM annotations a WHERE a.item_id = i.id) AS annotations,
    ri.state AS runState, p.stale AS isStale, e.id AS evaluationId, e.error IS NOT NULL AS isNotCompared
  FROM items i
  LEFT JOIN run_items ri ON ri.run_id = @runId AND ri.item_id = i.id
  LEFT JOIN predictions p ON p.run_id = @runId AND p.item_id = i.id
  LEFT JOIN evaluations e ON e.prediction_id = p.id
  WHERE i.id = @id`;

/** The lines of the item list, in the order of the ids; what they say of results is of that run. */
export function rowsOfItems(database: Database, ids: readonly number[], runId: number | null): ItemRow[] {
  const labels = new LabelStore(database);
  const select = database.prepare<object, RowOfItem>(selectRow);
  const metricsOf = database.prepare<[number], { name: string; value: number | null }>(
    `SELECT name, value FROM metrics WHERE evaluation_id = ? AND scope = 'all'`,
  );
  return ids.map((id) => {
    const { runState, isStale, evaluationId, isNotCompared, ...row } = select.get({ id, runId })!;
    const state = isStale === 1 ? 'stale' : isNotCompared === 1 ? 'failed' : runState;
    const metrics = evaluationId === null || isStale === 1 ? [] : metricsOf.all(evaluationId);
    return {
      ...row,
      hasNote: row.hasNote === 1,
      hasGroundTruth: row.hasGroundTruth === 1,
      isMissing: row.isMissing === 1,
      state: state === 'pending' ? null : state,
      tags: labels.tagsOf(id),
      metrics: Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    };
  });
}
