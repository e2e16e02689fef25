import type { CorrectableAsset, CorrectableItem } from '#domain/doctor/correctItem.ts';
import type { Correction } from '#domain/doctor/Remedy.ts';
import type { Encoding } from '#domain/records.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

type AssetRow = Omit<CorrectableAsset, 'encoding'> & { readonly encoding: string | null };

/** An item as it was found, before what was decided about it; null where nothing was. */
export function readFoundItem(database: Database, itemId: number): CorrectableItem | null {
  const row = prepareOnce<[number], { found: string }>(
    database,
    'SELECT found FROM found_items WHERE item_id = ?',
  ).get(itemId);
  if (!row) return null;
  const found = JSON.parse(row.found) as CorrectableItem;
  const present = readPlacedAssets(database, itemId);
  // What is known of a file since then stays known.
  const assets = found.assets.map((asset) => {
    const now = present.find(({ rootId, path }) => rootId === asset.rootId && path === asset.path);
    return now ? { ...asset, sha256: now.sha256, sizeBytes: now.sizeBytes, mtimeMs: now.mtimeMs } : asset;
  });
  return { ...found, assets };
}

/** Remembers how an item was found; null forgets it. */
export function writeFoundItem(database: Database, itemId: number, found: CorrectableItem | null): void {
  if (found === null) {
    prepareOnce<[number]>(database, 'DELETE FROM found_items WHERE item_id = ?').run(itemId);
    return;
  }
  prepareOnce<[number, string]>(
    database,
    'INSERT INTO found_items (item_id, found) VALUES (?, ?) ON CONFLICT DO UPDATE SET found = excluded.found',
  ).run(itemId, JSON.stringify(found));
}

/** The files of an item as their rows are. */
export function readPlacedAssets(database: Database, itemId: number): CorrectableAsset[] {
  return prepareOnce<[number], AssetRow>(
    database,
    `SELECT role, root_id AS rootId, path, encoding, sha256, size_bytes AS sizeBytes, mtime_ms AS mtimeMs
     FROM assets WHERE item_id = ? ORDER BY id`,
  )
    .all(itemId)
    .map((row) => ({
      ...row,
      encoding: row.encoding === null ? null : (JSON.parse(row.encoding) as Encoding),
    }));
}

/** What corrects an item, in the order in which it was decided. */
export function correctionsOf(database: Database, itemId: number): Correction[] {
  return prepareOnce<[number], { correction: string }>(
    database,
    'SELECT correction FROM decisions WHERE item_id = ? ORDER BY id',
  )
    .all(itemId)
    .map(({ correction }) => JSON.parse(correction) as Correction)
    .filter(({ kind }) => kind !== 'keep');
}
