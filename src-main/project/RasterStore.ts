import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { Database } from './openDatabase.ts';
import { decodeRasterFile, encodeRasterFile } from './rasterFile.ts';

/** What is known of a raster without reading its file. */
export interface RasterFacts {
  readonly id: string;
  readonly sha256: string;
  readonly quantity: Quantity;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
}

const selectRaster = 'SELECT id, sha256, quantity, width, height, size_bytes AS sizeBytes FROM rasters';

const mostTidiedAtOnce = 2000;

/**
 * Derived rasters: files named for the SHA-256 of their content and their quantity, found again by a cache key (the
 * hash of inputs and recipe). A file has its final name only when it is whole and synced, and its row is written after
 * that, so that a row always has its file.
 */
export class RasterStore {
  /** Absolute path of the rasters folder. */
  readonly folder: string;
  readonly #database: Database;
  #written = 0;
  #kept = 0;

  constructor(database: Database, folder: string) {
    this.#database = database;
    this.folder = folder;
  }

  /** Keeps a raster under its cache key and answers its id. Equal content is kept once. */
  async put(key: string, raster: Raster): Promise<string> {
    const file = encodeRasterFile(raster);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const id = `${sha256}-${raster.quantity.replaceAll(/[^a-z1-9]+/g, '-')}`;
    if (!existsSync(this.#pathOf(id))) await this.#write(id, file);
    this.#kept++;
    const { quantity, width, height } = raster;
    this.#database.transaction(() => {
      this.#database
        .prepare(
          `INSERT INTO rasters (id, sha256, quantity, width, height, size_bytes)
           VALUES (@id, @sha256, @quantity, @width, @height, @sizeBytes) ON CONFLICT DO NOTHING`,
        )
        .run({ id, sha256, quantity, width, height, sizeBytes: file.length });
      this.#database
        .prepare<[string, string]>(
          `INSERT INTO raster_keys (key, raster_id) VALUES (?, ?)
           ON CONFLICT (key) DO UPDATE SET raster_id = excluded.raster_id`,
        )
        .run(key, id);
    })();
    return id;
  }

  /** The id kept under a cache key, or null: then compute and put. */
  idOf(key: string): string | null {
    const row = this.#database
      .prepare<[string], { id: string }>('SELECT raster_id AS id FROM raster_keys WHERE key = ?')
      .get(key);
    return row && existsSync(this.#pathOf(row.id)) ? row.id : null;
  }

  has(key: string): boolean {
    return this.idOf(key) !== null;
  }

  /** @throws NotFound, FileMissing, BadFile */
  async get(id: string): Promise<Raster> {
    const facts = this.facts(id);
    const path = this.#pathOf(id);
    let file: Uint8Array;
    try {
      file = await readFile(path);
    } catch (error) {
      throw new StudioError('FileMissing', `${path} cannot be read`, { file: path }, error);
    }
    return decodeRasterFile(file, { ...facts, path });
  }

  /** @throws NotFound */
  facts(id: string): RasterFacts {
    const row = this.#database.prepare<[string], RasterFacts>(`${selectRaster} WHERE id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no raster ${id}`, { id });
    return row;
  }

  /** Absolute path of the NPY file. @throws NotFound */
  path(id: string): string {
    return this.#pathOf(this.facts(id).id);
  }

  list(): RasterFacts[] {
    return this.#database.prepare<[], RasterFacts>(`${selectRaster} ORDER BY id`).all();
  }

  /** Ids of the rasters whose file is gone. */
  lost(): string[] {
    return this.list()
      .map(({ id }) => id)
      .filter((id) => !existsSync(this.#pathOf(id)));
  }

  /** The same of one of the 256 folders, by its name: ids that begin so, against one listing. */
  lostIn(start: string): string[] {
    const ids = this.#database
      .prepare<[string, string], { id: string }>('SELECT id FROM rasters WHERE id >= ? AND id < ?')
      .all(start, `${start}g`);
    if (ids.length === 0) return [];
    const folder = join(this.folder, start);
    const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
    return ids.map(({ id }) => id).filter((id) => !there.has(`${id}.npy`));
  }

  /** More than can be looked after within the opening of a project. */
  get areMany(): boolean {
    return (
      this.#database.prepare<[number]>('SELECT 1 FROM rasters LIMIT 1 OFFSET ?').get(mostTidiedAtOnce) !==
      undefined
    );
  }

  /** Whether any was kept since the project was opened. */
  get haveGrown(): boolean {
    return this.#kept > 0;
  }

  /**
   * Deletes the rasters that no prediction and no evaluation uses, with their files; answers how many. A job keeps
   * rasters before it saves what uses them, so call this only while none runs: Project.open does, or
   * Project.close where there are many.
   */
  sweep(): number {
    const unused = this.#database
      .prepare<[], { id: string }>(
        `DELETE FROM rasters WHERE id NOT IN (
           SELECT raster_id FROM predictions WHERE raster_id IS NOT NULL
           UNION SELECT aligned_raster_id FROM evaluations WHERE aligned_raster_id IS NOT NULL
           UNION SELECT error_raster_id FROM evaluations WHERE error_raster_id IS NOT NULL
           UNION SELECT ssim_raster_id FROM evaluations WHERE ssim_raster_id IS NOT NULL
           UNION SELECT coverage_raster_id FROM evaluations WHERE coverage_raster_id IS NOT NULL)
         RETURNING id`,
      )
      .all();
    for (const { id } of unused) rmSync(this.#pathOf(id), { force: true });
    return unused.length;
  }

  /** Removes what a killed program left half written. */
  removeTemporaryFiles(): void {
    const folder = this.#temporaryFolder();
    if (!existsSync(folder)) return;
    // A folder behind a link, or a file of another name, is not ours to empty.
    if (!lstatSync(folder).isDirectory()) return;
    const own = readdirSync(folder).filter((name) => /^\d+-\d+$/.test(name));
    for (const name of own) rmSync(join(folder, name));
  }

  async #write(id: string, file: Uint8Array): Promise<void> {
    const path = this.#pathOf(id);
    mkdirSync(this.#temporaryFolder(), { recursive: true });
    const temporary = join(this.#temporaryFolder(), `${process.pid}-${this.#written++}`);
    const isNewFolder = (await mkdir(dirname(path), { recursive: true })) !== undefined;
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(file);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
    if (isNewFolder) await syncFolder(this.folder);
  }

  /** @throws BadProject for an id that no raster of ours has: it could name any file of the machine. */
  #pathOf(id: string): string {
    if (!/^[0-9a-f]{64}-[a-z0-9-]+$/.test(id)) {
      throw new StudioError('BadProject', `the project names a raster ${id}, which no Fathom made`, { id });
    }
    return join(this.folder, id.slice(0, 2), `${id}.npy`);
  }

  #temporaryFolder(): string {
    return join(this.folder, 'unfinished');
  }
}

/** Makes a rename durable. Windows has no such call and refuses to open folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
