import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { correctItem } from '#domain/doctor/correctItem.ts';
import type { CorrectedItem } from '#domain/doctor/correctItem.ts';
import { StudioError } from '#domain/errors.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { AssetRecord, AssetRole, ItemRecord, ItemRow, ProblemRecord } from '#domain/records.ts';
import { placedAsset, readAssetFacts, readAssets, writeAssets } from './assetRows.ts';
import type { AssetFacts, FoundAsset } from './assetRows.ts';
import { forgetEpipolarError } from './EpipolarStore.ts';
import { correctionsOf, readFoundItem, readPlacedAssets, writeFoundItem } from './foundItem.ts';
import { markStale } from './markStale.ts';
import { naturalSortKey } from './naturalSortKey.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import { idsOfItems, pageOfItems } from './pageOfItems.ts';
import type { ItemQuery } from './pageOfItems.ts';
import { ProblemStore } from './ProblemStore.ts';
import { RootStore } from './RootStore.ts';
import type { RootRecord } from './RootStore.ts';
import { compareWithSources } from './staleResults.ts';

export type { AssetFacts, FoundAsset, ItemQuery };

/** An item as an import finds it. Paths are relative to the project file's folder. */
export interface FoundItem {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  readonly rigSource: string | null;
  /** As the dataset says; kept where the user gave none. Default: it says nothing. */
  readonly split?: string | null;
  /** What rectifies the pair; default null: nothing does. */
  readonly cameras?: StereoCameras | null;
  readonly assets: readonly FoundAsset[];
  readonly problems: readonly Omit<ProblemRecord, 'id' | 'itemId'>[];
}

/** What was found when a file was looked at; what is absent stays. */
export type AssetChange = Partial<Pick<AssetFacts, 'sha256' | 'sizeBytes' | 'mtimeMs' | 'isMissing'>>;

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

const selectItem = `
  SELECT i.id, i.name, i.width, i.height, c.source AS rigSource, c.focal_px AS focalPx, c.cx_px AS cxPx,
    c.cy_px AS cyPx, c.baseline_m AS baselineM, c.doffs_px AS doffsPx, c.width AS rigWidth, c.height AS rigHeight,
    s.cameras
  FROM items i LEFT JOIN calibration c ON c.item_id = i.id LEFT JOIN stereo_cameras s ON s.item_id = i.id`;

/** The items of the dataset with their source files and calibration. */
export class ItemStore {
  readonly #database: Database;
  readonly #problems: ProblemStore;

  constructor(database: Database) {
    this.#database = database;
    this.#problems = new ProblemStore(database);
  }

  /**
   * Adds or updates items of one folder, matched by name; one transaction. What was computed from files that changed is
   * marked stale, or dropped where the pictures have another size now. A calibration given by the user is kept.
   *
   * @param rootId  the folder, by default the project's first.
   * @returns the items' ids, in order.
   */
  upsert(found: readonly FoundItem[], rootId: number | null = null): number[] {
    return this.#database.transaction(() => {
      const roots = new RootStore(this.#database);
      const root = rootId === null ? (roots.list()[0] ?? null) : roots.get(rootId);
      return found.map((item) => this.#upsertOne(item, root));
    })();
  }

  /** Every item's id and name, in natural order of the names. */
  names(): (readonly [id: number, name: string])[] {
    return this.#database
      .prepare<[], [number, string]>('SELECT id, name FROM items ORDER BY sort_key, id')
      .raw()
      .all();
  }

  /** @throws NotFound */
  get(id: number): ItemRecord {
    const row = this.#database.prepare<[number], ItemDbRow>(`${selectItem} WHERE i.id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no item ${id}`, { id });
    return itemFromRow(row);
  }

  byName(name: string): ItemRecord | null {
    const row = prepareOnce<[string], ItemDbRow>(this.#database, `${selectItem} WHERE i.name = ?`).get(name);
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

  /** Those that were not left out, by name in natural order. */
  idsInUse(): number[] {
    return this.#database
      .prepare<[], { id: number }>('SELECT id FROM items WHERE left_out = 0 ORDER BY sort_key, id')
      .all()
      .map((row) => row.id);
  }

  /** Ids page by page: those after that one, in their order. */
  idsAfter(itemId: number, limit: number): number[] {
    return this.#database
      .prepare<[number, number], { id: number }>('SELECT id FROM items WHERE id > ? ORDER BY id LIMIT ?')
      .all(itemId, limit)
      .map((row) => row.id);
  }

  isThere(itemId: number): boolean {
    return (
      prepareOnce<[number]>(this.#database, 'SELECT 1 FROM items WHERE id = ?').get(itemId) !== undefined
    );
  }

  /** The files of an item by what they are, as lists of problems name them: below their folder of the project. */
  fileNames(itemId: number): ReadonlyMap<AssetRole, string> {
    return new Map(readPlacedAssets(this.#database, itemId).map(({ role, path }) => [role, path]));
  }

  /** The folder of the project that an item was found in; null = none, or there is no such item. */
  rootIdOf(itemId: number): number | null {
    const row = this.#database
      .prepare<[number], { rootId: number | null }>('SELECT root_id AS rootId FROM items WHERE id = ?')
      .get(itemId);
    return row?.rootId ?? null;
  }

  /** Those that a filter takes, by name in natural order. */
  idsOf(filter: ItemFilter, runId: number | null): number[] {
    return idsOfItems(this.#database, filter, runId);
  }

  /** One page of the item list: sorted by name or by a metric of a run (items without it last), cut in SQL. */
  page(query: ItemQuery): { total: number; rows: ItemRow[] } {
    return pageOfItems(this.#database, query);
  }

  count(): number {
    return this.#database.prepare<[], { n: number }>('SELECT count(*) AS n FROM items').get()!.n;
  }

  assets(itemId: number): AssetRecord[] {
    return readAssets(this.#database, 'WHERE a.item_id = ? ORDER BY a.id', itemId);
  }

  /** @throws NotFound */
  asset(id: number): AssetRecord {
    const [asset] = readAssets(this.#database, 'WHERE a.id = ?', id);
    if (!asset) throw new StudioError('NotFound', `there is no asset ${id}`, { id });
    return asset;
  }

  /** True where some item has a file of that role. */
  hasRole(role: AssetRole): boolean {
    const row = this.#database.prepare<[string]>('SELECT 1 FROM assets WHERE role = ? LIMIT 1').get(role);
    return row !== undefined;
  }

  /** What tells whether an item's files are still the same. */
  factsOf(itemId: number): AssetFacts[] {
    return readAssetFacts(this.#database, 'WHERE a.item_id = ? ORDER BY a.id', itemId);
  }

  /** The same of all files, page by page: those after that id, in order of ids. */
  factsAfter(assetId: number, limit: number): AssetFacts[] {
    return readAssetFacts(this.#database, 'WHERE a.id > ? ORDER BY a.id LIMIT ?', assetId, limit);
  }

  /** The same of the files at a path below a folder of the project. */
  factsAt(rootId: number, path: string): AssetFacts[] {
    return readAssetFacts(this.#database, 'WHERE a.root_id = ? AND a.path = ?', rootId, path);
  }

  /** Some of the files below a root, spread over all of them, relative to it. */
  pathsOf(rootId: number, limit: number): string[] {
    return this.#database
      .prepare<object, { path: string }>(
        `WITH ranked AS (SELECT path, row_number() OVER (ORDER BY path) AS place, count(*) OVER () AS n
           FROM assets WHERE root_id = @rootId)
         SELECT path FROM ranked WHERE n <= @limit OR place % (n / @limit) = 0 LIMIT @limit`,
      )
      .all({ rootId, limit })
      .map(({ path }) => path);
  }

  /** Of the files below a root, the folders they lie in, relative to it; at most so many. */
  foldersOf(rootId: number, limit: number): string[] {
    return this.#database
      .prepare<[number, number], { folder: string }>(
        `SELECT DISTINCT rtrim(path, replace(path, '/', '')) AS folder FROM assets WHERE root_id = ? LIMIT ?`,
      )
      .all(rootId, limit)
      .map(({ folder }) => folder);
  }

  /**
   * Keeps what was found at a file. Results made from other content become stale, those of the content that is back
   * become current. One transaction.
   */
  setAssetFacts(id: number, change: AssetChange): void {
    this.#database.transaction(() => {
      const [before] = readAssetFacts(this.#database, 'WHERE a.id = ?', id);
      if (!before) return;
      const next = { ...before, ...change };
      this.#database
        .prepare(
          `UPDATE assets SET sha256 = @sha256, size_bytes = @sizeBytes, mtime_ms = @mtimeMs, missing = @missing
           WHERE id = @id`,
        )
        .run({ ...next, missing: next.isMissing ? 1 : 0 });
      if (before.sha256 === null || next.sha256 === before.sha256) return;
      forgetEpipolarError(this.#database, before.itemId);
      compareWithSources(this.#database, before.itemId);
    })();
  }

  /** The picture has that size now: results of another size fit nothing any more. */
  setSize(id: number, { width, height }: { readonly width: number; readonly height: number }): void {
    this.#database.transaction(() => {
      const now = this.get(id);
      if (now.width === width && now.height === height) return;
      this.#database
        .prepare<[number, number, number]>('UPDATE items SET width = ?, height = ? WHERE id = ?')
        .run(width, height, id);
      this.#dropPredictions(id);
    })();
  }

  /** How many items lack one of their files. */
  missingCount(): number {
    return this.#database
      .prepare<[], { n: number }>('SELECT count(DISTINCT item_id) AS n FROM assets WHERE missing = 1')
      .get()!.n;
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

  /**
   * Makes an item what it was found to be with what was decided about it; call inside the transaction that changes the
   * decisions. What was computed from other files is marked stale.
   *
   * @param withRig  whether its calibration follows, too.
   */
  correct(id: number, withRig: boolean): void {
    const earlier = this.get(id);
    const found = readFoundItem(this.#database, id) ?? {
      rootId: this.rootIdOf(id),
      assets: readPlacedAssets(this.#database, id),
      rig: earlier.rig,
      rigSource: earlier.rigSource,
    };
    const { corrected, changedRoles } = this.#writeCorrected(id, found);
    if (withRig) this.#writeRig(id, corrected.rig, corrected.rigSource);
    this.#settleDerived(earlier, changedRoles);
  }

  #writeCorrected(id: number, found: Omit<CorrectedItem, 'isLeftOut'>) {
    const corrections = correctionsOf(this.#database, id);
    const corrected = correctItem(found, corrections);
    writeFoundItem(this.#database, id, corrections.length === 0 ? null : found);
    const leftOut = 'UPDATE items SET left_out = ? WHERE id = ? AND left_out <> ?';
    const flag = corrected.isLeftOut ? 1 : 0;
    prepareOnce<[number, number, number]>(this.#database, leftOut).run(flag, id, flag);
    return { corrected, changedRoles: writeAssets(this.#database, id, corrected.assets) };
  }

  #upsertOne(found: FoundItem, root: RootRecord | null): number {
    const earlier = this.byName(found.name);
    const { id } = prepareOnce<[string, string, number, number, number | null], { id: number }>(
      this.#database,
      `INSERT INTO items (name, sort_key, width, height, root_id) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET width = excluded.width, height = excluded.height,
           root_id = excluded.root_id RETURNING id`,
    ).get(found.name, naturalSortKey(found.name), found.width, found.height, root?.id ?? null)!;
    if (found.split) {
      const split = "UPDATE items SET split = ? WHERE id = ? AND split = ''";
      prepareOnce<[string, number]>(this.#database, split).run(found.split, id);
    }
    const { rig, rigSource } = found;
    const assets = found.assets.map((asset) => placedAsset(asset, root));
    const changedRoles = earlier
      ? this.#writeCorrected(id, { rootId: root?.id ?? null, assets, rig, rigSource }).changedRoles
      : writeAssets(this.#database, id, assets);
    const keepsRig = earlier?.rigSource === 'given';
    if (!keepsRig) this.#writeRig(id, rig, rigSource);
    this.#writeCameras(id, found.cameras ?? null);
    this.#problems.replaceOfItem(id, found.problems);
    if (earlier) this.#settleDerived(earlier, changedRoles);
    return id;
  }

  #writeRig(itemId: number, rig: StereoRig | null, source: string | null): void {
    prepareOnce<[number]>(this.#database, 'DELETE FROM calibration WHERE item_id = ?').run(itemId);
    if (!rig) return;
    prepareOnce<object>(
      this.#database,
      `INSERT INTO calibration (item_id, source, focal_px, cx_px, cy_px, baseline_m, doffs_px, width, height)
         VALUES (@itemId, @source, @focalPx, @cxPx, @cyPx, @baselineM, @doffsPx, @width, @height)`,
    ).run({ ...rig, itemId, source: source ?? 'unknown' });
  }

  #writeCameras(itemId: number, cameras: StereoCameras | null): void {
    prepareOnce<[number]>(this.#database, 'DELETE FROM stereo_cameras WHERE item_id = ?').run(itemId);
    if (!cameras) return;
    prepareOnce<[number, string]>(
      this.#database,
      'INSERT INTO stereo_cameras (item_id, cameras) VALUES (?, ?)',
    ).run(itemId, JSON.stringify(cameras));
  }

  /** Results of pictures of another size fit nothing any more; those of other content are kept and marked. */
  #settleDerived(earlier: ItemRecord, changedRoles: ReadonlySet<AssetRole>): void {
    const now = this.get(earlier.id);
    const resized = now.width !== earlier.width || now.height !== earlier.height;
    const recalibrated = JSON.stringify(now.rig) !== JSON.stringify(earlier.rig);
    const rectifiedAnew = JSON.stringify(now.cameras) !== JSON.stringify(earlier.cameras);
    const hasOtherPictures = changedRoles.has('left') || changedRoles.has('right');
    if (hasOtherPictures || resized || rectifiedAnew) forgetEpipolarError(this.#database, now.id);
    if (resized || rectifiedAnew) this.#dropPredictions(now.id);
    if (changedRoles.size > 0 || resized || recalibrated) markStale(this.#database, [now.id]);
    if (changedRoles.size > 0) compareWithSources(this.#database, now.id);
  }

  #dropPredictions(itemId: number): void {
    this.#database
      .prepare<[number]>(
        `DELETE FROM predictions WHERE item_id = ? AND run_id IN
           (SELECT r.id FROM runs r JOIN methods m ON m.id = r.method_id WHERE m.kind <> 'imported')`,
      )
      .run(itemId);
    this.#database
      .prepare<[number]>(
        `UPDATE run_items SET state = 'pending' WHERE item_id = ? AND NOT EXISTS
           (SELECT 1 FROM predictions p WHERE p.run_id = run_items.run_id AND p.item_id = run_items.item_id)`,
      )
      .run(itemId);
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
