import type { CorrectableAsset } from '#domain/doctor/correctItem.ts';
import type { AssetRecord, AssetRole, Encoding } from '#domain/records.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import type { RootRecord } from './RootStore.ts';

/** A source file as an import finds it; its path is relative to the project file's folder. */
export interface FoundAsset extends Omit<AssetRecord, 'id' | 'itemId' | 'isMissing'> {
  /** When the file was changed last, ms since 1970; absent = not known. */
  readonly mtimeMs?: number | null;
}

/** What tells whether a file is still the one that was imported. */
export interface AssetFacts extends Pick<
  AssetRecord,
  'id' | 'itemId' | 'role' | 'path' | 'sha256' | 'sizeBytes'
> {
  readonly mtimeMs: number | null;
  readonly isMissing: boolean;
}

type AssetDbRow = Omit<AssetRecord, 'encoding' | 'isMissing'> & {
  readonly encoding: string | null;
  readonly isMissing: 0 | 1;
};
type FactsDbRow = Omit<AssetFacts, 'isMissing'> & { readonly isMissing: 0 | 1 };

/** Relative to the project file's folder, as everybody outside the database knows it. */
const storedPath = `CASE WHEN r.path IS NULL OR r.path = '.' THEN a.path ELSE r.path || '/' || a.path END`;
const from = 'FROM assets a LEFT JOIN roots r ON r.id = a.root_id';
const selectAsset = `SELECT a.id, a.item_id AS itemId, a.role, ${storedPath} AS path, a.encoding, a.sha256,
  a.size_bytes AS sizeBytes, a.missing AS isMissing ${from}`;
const selectFacts = `SELECT a.id, a.item_id AS itemId, a.role, ${storedPath} AS path, a.sha256,
  a.size_bytes AS sizeBytes, a.mtime_ms AS mtimeMs, a.missing AS isMissing ${from}`;

/** @param condition on table `assets` under the name a. */
export function readAssets(database: Database, condition: string, ...values: number[]): AssetRecord[] {
  return prepareOnce<number[], AssetDbRow>(database, `${selectAsset} ${condition}`)
    .all(...values)
    .map(({ encoding, isMissing, ...row }) => ({
      ...row,
      encoding: encoding === null ? null : (JSON.parse(encoding) as Encoding),
      isMissing: isMissing === 1,
    }));
}

/** @param condition as above. */
export function readAssetFacts(
  database: Database,
  condition: string,
  ...values: (number | string)[]
): AssetFacts[] {
  return prepareOnce<(number | string)[], FactsDbRow>(database, `${selectFacts} ${condition}`)
    .all(...values)
    .map((row) => ({ ...row, isMissing: row.isMissing === 1 }));
}

/** A found file as its row will be: its path below the folder of the project that it lies in. */
export function placedAsset(
  { mtimeMs = null, role, path, encoding, sha256, sizeBytes }: FoundAsset,
  root: RootRecord | null,
): CorrectableAsset {
  return { role, ...placed(path, root), encoding, sha256, sizeBytes, mtimeMs };
}

/** @returns the roles whose file appeared, went or has other bytes or another meaning. */
export function writeAssets(
  database: Database,
  itemId: number,
  found: readonly CorrectableAsset[],
): Set<AssetRole> {
  const earlier = new Map(
    readAssets(database, 'WHERE a.item_id = ?', itemId).map((asset) => [asset.role, asset]),
  );
  const changed = new Set<AssetRole>();
  const write = prepareOnce<object>(
    database,
    `INSERT INTO assets (item_id, role, root_id, path, encoding, sha256, size_bytes, mtime_ms)
     VALUES (@itemId, @role, @rootId, @path, @encoding, @sha256, @sizeBytes, @mtimeMs)
     ON CONFLICT (item_id, role) DO UPDATE SET root_id = excluded.root_id, path = excluded.path,
       encoding = excluded.encoding, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
       mtime_ms = excluded.mtime_ms, missing = 0`,
  );
  for (const asset of found) {
    const { role, sha256 } = asset;
    const encoding = asset.encoding && JSON.stringify(asset.encoding);
    const before = earlier.get(role);
    const sameMeaning = (before?.encoding ? JSON.stringify(before.encoding) : null) === encoding;
    if (!before || !sameMeaning || !isSameFile(before, asset)) changed.add(role);
    const kept = sha256 ?? (before && isSameFile(before, asset) ? before.sha256 : null);
    write.run({ ...asset, itemId, encoding, sha256: kept });
    earlier.delete(role);
  }
  for (const gone of earlier.values()) {
    database.prepare<[number]>('DELETE FROM assets WHERE id = ?').run(gone.id);
    changed.add(gone.role);
  }
  return changed;
}

/** By content where both are known, else by size: what differs then is found before it is used. */
function isSameFile(before: AssetRecord, found: CorrectableAsset): boolean {
  if (before.sha256 !== null && found.sha256 !== null) return before.sha256 === found.sha256;
  return before.sizeBytes === found.sizeBytes;
}

function placed(path: string, root: RootRecord | null): { rootId: number | null; path: string } {
  if (root === null) return { rootId: null, path };
  if (root.path === '.') return path.startsWith('../') ? { rootId: null, path } : { rootId: root.id, path };
  const start = `${root.path}/`;
  return path.startsWith(start)
    ? { rootId: root.id, path: path.slice(start.length) }
    : { rootId: null, path };
}
