import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import type {
  AssetRecord,
  AssetRole,
  Encoding,
  ItemRecord,
  ItemRow,
  ProblemRecord,
} from '#domain/records.ts';
import { forgetEpipolarError } from './EpipolarStore.ts';
import { markStale } from './markStale.ts';
import { naturalSortKey } from './naturalSortKey.ts';
import type { Database } from './openDatabase.ts';
import { pageOfItems } from './pageOfItems.ts';
import type { ItemQuery } from './pageOfItems.ts';
import { ProblemStore } from './ProblemStore.ts';

export type { ItemQuery };

export type FoundAsset = Omit<AssetRecord, 'id' | 'itemId'>;

/** An item as an import finds it. Paths are relative to the project file's folder. */
export interface FoundItem {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  readonly rigSource: string | null;
  /** What rectifies the pair; default null: nothing does. */
  readonly cameras?: StereoCameras | null;
  readonly assets: readonly FoundAsset[];
  readonly problems: readonly Omit<ProblemRecord, 'id' | 'itemId'>[];
}

type ItemDbRow = Omit<ItemRecord, 'rig' | 'cameras'> & { readonly cameras: string | null } & Partial<
    Record<keyof RigColumns, number | null>
  >;
interface RigColumns {
  focalPx: number;
  cxPx: number;
  cyPx: number;
  baselineM: number | null;
  doffsPx: number;
  rigWidth: number;
  rigHeight: number;
}
type AssetDbRow = Omit<AssetRecord, 'encoding'> & { readonly encoding: string | null };

const selectItem = `
  SELECT i.id, i.name, i.width, i.height, c.source AS rigSource, c.focal_px AS focalPx, c.cx_px AS cxPx,
    c.cy_px AS cyPx, c.baseline_m AS baselineM, c.doffs_px AS doffsPx, c.width AS rigWidth, c.height AS rigHeight,
    s.cameras
  FROM items i LEFT JOIN calibration c ON c.item_id = i.id LEFT JOIN stereo_cameras s ON s.item_id = i.id`;
const selectAsset = `
  SELECT id, item_id AS itemId, role, path, encoding, sha256, size_bytes AS sizeBytes FROM assets`;

/** The items of the dataset with their source files and calibration. */
export class ItemStore {
  readonly #database: Database;
  readonly #problems: ProblemStore;

  constructor(database: Database) {
    this.#database = database;
    this.#problems = new ProblemStore(database);
  }

  /**
   * Adds or updates items, matched by name; one transaction. What was computed from files that changed is marked
   * stale, or dropped where the pictures themselves changed. A calibration given by the user is kept.
   *
   * @returns the items' ids, in order.
   */
  upsert(found: readonly FoundItem[]): number[] {
    return this.#database.transaction(() => found.map((item) => this.#upsertOne(item)))();
  }

  /** @throws NotFound */
  get(id: number): ItemRecord {
    const row = this.#database.prepare<[number], ItemDbRow>(`${selectItem} WHERE i.id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no item ${id}`, { id });
    return itemFromRow(row);
  }

  byName(name: string): ItemRecord | null {
    const row = this.#database.prepare<[string], ItemDbRow>(`${selectItem} WHERE i.name = ?`).get(name);
    return row ? itemFromRow(row) : null;
  }

  /** All, by name in natural order. */
  all(): ItemRecord[] {
    return this.#database
      .prepare<[], ItemDbRow>(`${selectItem} ORDER BY i.sort_key, i.id`)
      .all()
      .map(itemFromRow);
  }

  /** All, by name in natural order. */
  ids(): number[] {
    return this.#database
      .prepare<[], { id: number }>('SELECT id FROM items ORDER BY sort_key, id')
      .all()
      .map((row) => row.id);
  }

  /** One page of the item list: sorted by name or by a metric of a run (items without it last), cut in SQL. */
  page(query: ItemQuery): { total: number; rows: ItemRow[] } {
    return pageOfItems(this.#database, query);
  }

  count(): number {
    return this.#database.prepare<[], { n: number }>('SELECT count(*) AS n FROM items').get()!.n;
  }

  assets(itemId: number): AssetRecord[] {
    return this.#database
      .prepare<[number], AssetDbRow>(`${selectAsset} WHERE item_id = ? ORDER BY id`)
      .all(itemId)
      .map(assetFromRow);
  }

  allAssets(): AssetRecord[] {
    return this.#database.prepare<[], AssetDbRow>(`${selectAsset} ORDER BY id`).all().map(assetFromRow);
  }

  /** @throws NotFound */
  asset(id: number): AssetRecord {
    const row = this.#database.prepare<[number], AssetDbRow>(`${selectAsset} WHERE id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no asset ${id}`, { id });
    return assetFromRow(row);
  }

  /** Sets the calibration given by the user, or removes it (null); evaluations of the item become stale. @throws NotFound */
  setRig(id: number, rig: StereoRig | null): ItemRecord {
    return this.#database.transaction(() => {
      this.get(id);
      this.#writeRig(id, rig, 'given');
      markStale(this.#database, [id]);
      return this.get(id);
    })();
  }

  #upsertOne(found: FoundItem): number {
    const earlier = this.byName(found.name);
    const { id } = this.#database
      .prepare<[string, string, number, number], { id: number }>(
        `INSERT INTO items (name, sort_key, width, height) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET width = excluded.width, height = excluded.height RETURNING id`,
      )
      .get(found.name, naturalSortKey(found.name), found.width, found.height)!;
    const changedRoles = this.#writeAssets(id, found.assets);
    const keepsRig = earlier?.rigSource === 'given';
    if (!keepsRig) this.#writeRig(id, found.rig, found.rigSource);
    this.#writeCameras(id, found.cameras ?? null);
    this.#problems.replaceOfItem(id, found.problems);
    if (earlier) this.#dropDerived(earlier, changedRoles);
    return id;
  }

  /** @returns the roles whose file appeared, went or has other bytes or another meaning. */
  #writeAssets(itemId: number, found: readonly FoundAsset[]): Set<AssetRole> {
    const earlier = new Map(this.assets(itemId).map((asset) => [asset.role, asset]));
    const changed = new Set<AssetRole>();
    const write = this.#database.prepare(
      `INSERT INTO assets (item_id, role, path, encoding, sha256, size_bytes)
       VALUES (@itemId, @role, @path, @encoding, @sha256, @sizeBytes)
       ON CONFLICT (item_id, role) DO UPDATE SET path = excluded.path, encoding = excluded.encoding,
         sha256 = excluded.sha256, size_bytes = excluded.size_bytes`,
    );
    for (const asset of found) {
      const encoding = asset.encoding && JSON.stringify(asset.encoding);
      const before = earlier.get(asset.role);
      const sameMeaning = (before?.encoding && JSON.stringify(before.encoding)) === encoding;
      if (before?.sha256 !== asset.sha256 || !sameMeaning) changed.add(asset.role);
      write.run({ ...asset, itemId, encoding });
      earlier.delete(asset.role);
    }
    for (const gone of earlier.values()) {
      this.#database.prepare<[number]>('DELETE FROM assets WHERE id = ?').run(gone.id);
      changed.add(gone.role);
    }
    return changed;
  }

  #writeRig(itemId: number, rig: StereoRig | null, source: string | null): void {
    this.#database.prepare<[number]>('DELETE FROM calibration WHERE item_id = ?').run(itemId);
    if (!rig) return;
    this.#database
      .prepare(
        `INSERT INTO calibration (item_id, source, focal_px, cx_px, cy_px, baseline_m, doffs_px, width, height)
         VALUES (@itemId, @source, @focalPx, @cxPx, @cyPx, @baselineM, @doffsPx, @width, @height)`,
      )
      .run({ ...rig, itemId, source: source ?? 'unknown' });
  }

  #writeCameras(itemId: number, cameras: StereoCameras | null): void {
    this.#database.prepare<[number]>('DELETE FROM stereo_cameras WHERE item_id = ?').run(itemId);
    if (!cameras) return;
    this.#database
      .prepare<[number, string]>('INSERT INTO stereo_cameras (item_id, cameras) VALUES (?, ?)')
      .run(itemId, JSON.stringify(cameras));
  }

  #dropDerived(earlier: ItemRecord, changedRoles: ReadonlySet<AssetRole>): void {
    const now = this.get(earlier.id);
    const resized = now.width !== earlier.width || now.height !== earlier.height;
    const recalibrated = JSON.stringify(now.rig) !== JSON.stringify(earlier.rig);
    const rectifiedAnew = JSON.stringify(now.cameras) !== JSON.stringify(earlier.cameras);
    if (changedRoles.has('left') || changedRoles.has('right') || resized || rectifiedAnew) {
      forgetEpipolarError(this.#database, now.id);
      this.#database
        .prepare<[number]>(
          `DELETE FROM predictions WHERE item_id = ? AND run_id IN
             (SELECT r.id FROM runs r JOIN methods m ON m.id = r.method_id WHERE m.kind <> 'imported')`,
        )
        .run(now.id);
      this.#database
        .prepare<[number]>(
          `UPDATE run_items SET state = 'pending' WHERE item_id = ? AND NOT EXISTS
             (SELECT 1 FROM predictions p WHERE p.run_id = run_items.run_id AND p.item_id = run_items.item_id)`,
        )
        .run(now.id);
    }
    if (changedRoles.size > 0 || resized || recalibrated) markStale(this.#database, [now.id]);
  }
}

function itemFromRow(row: ItemDbRow): ItemRecord {
  const { id, name, width, height, rigSource } = row;
  const cameras = row.cameras === null ? null : (JSON.parse(row.cameras) as StereoCameras);
  return { id, name, width, height, rig: rigFromRow(row), rigSource, cameras };
}

function rigFromRow(row: ItemDbRow): StereoRig | null {
  if (row.focalPx == null) return null;
  const { focalPx, cxPx, cyPx, baselineM, doffsPx, rigWidth, rigHeight } = row as ItemDbRow & RigColumns;
  return { focalPx, cxPx, cyPx, baselineM, doffsPx, width: rigWidth, height: rigHeight };
}

function assetFromRow(row: AssetDbRow): AssetRecord {
  return { ...row, encoding: row.encoding === null ? null : (JSON.parse(row.encoding) as Encoding) };
}
