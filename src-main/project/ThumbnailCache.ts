import Sqlite from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

type Cache = Sqlite.Database;

/** Some 300 MB of small JPEGs; beyond that those not looked at for longest go. */
const mostKept = 60_000;
const removedAtOnce = 6000;

/**
 * Small pictures, named by the content they show, in a file of their own beside the rasters. It may be deleted at any
 * time; a damaged one is begun anew, and where none can be written nothing is kept.
 */
export class ThumbnailCache {
  readonly #path: string;
  #cache: Cache | null | undefined;
  #added = 0;

  /** @param folder  the project's folder of derived rasters. */
  constructor(folder: string) {
    this.#path = join(folder, 'thumbnails.sqlite');
  }

  get(tag: string): Uint8Array<ArrayBuffer> | null {
    const row = this.#open()
      ?.prepare<[string], { jpeg: Buffer }>('SELECT jpeg FROM thumbnails WHERE tag = ?')
      .get(tag);
    return row ? new Uint8Array(row.jpeg) : null;
  }

  put(tag: string, jpeg: Uint8Array): void {
    const cache = this.#open();
    if (!cache) return;
    cache
      .prepare<[string, Uint8Array]>(
        'INSERT INTO thumbnails (tag, jpeg) VALUES (?, ?) ON CONFLICT DO NOTHING',
      )
      .run(tag, jpeg);
    if (++this.#added % 1000 === 1) this.#trim(cache);
  }

  close(): void {
    this.#cache?.close();
    this.#cache = null;
  }

  #trim(cache: Cache): void {
    const { n } = cache.prepare<[], { n: number }>('SELECT count(*) AS n FROM thumbnails').get()!;
    if (n <= mostKept) return;
    cache
      .prepare<[number]>(
        'DELETE FROM thumbnails WHERE rowid IN (SELECT rowid FROM thumbnails ORDER BY rowid LIMIT ?)',
      )
      .run(removedAtOnce);
  }

  /** null where nothing can be read or written, as on a read-only disk: pictures are made each time they are asked for. */
  #open(): Cache | null {
    if (this.#cache !== undefined) return this.#cache;
    try {
      this.#cache = openCache(this.#path);
    } catch (error) {
      this.#cache = isDamage(error) ? this.#beginAnew() : null;
    }
    return this.#cache;
  }

  #beginAnew(): Cache | null {
    try {
      for (const end of ['', '-wal', '-shm']) rmSync(this.#path + end, { force: true });
      return openCache(this.#path);
    } catch {
      return null;
    }
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

function openCache(path: string): Cache {
  const cache = new Sqlite(path);
  try {
    cache.pragma('trusted_schema = OFF');
    cache.pragma('journal_mode = WAL');
    // What a power cut takes is made again.
    cache.pragma('synchronous = OFF');
    cache.exec('CREATE TABLE IF NOT EXISTS thumbnails (tag TEXT NOT NULL UNIQUE, jpeg BLOB NOT NULL) STRICT');
    return cache;
  } catch (error) {
    cache.close();
    throw error;
  }
}
