import Sqlite from 'better-sqlite3';
import { StudioError } from '#domain/errors.ts';

export type Database = Sqlite.Database;

/**
 * Opens a SQLite file with the settings that every connection of a project needs. Every commit is synced
 * (synchronous=FULL): what the user was told is saved survives a power cut.
 */
export function openDatabase(path: string, options: { readonly readOnly?: boolean } = {}): Database {
  const database = new Sqlite(path, { readonly: options.readOnly ?? false });
  try {
    // The file may come from anyone: its schema calls no function with side effects.
    database.pragma('trusted_schema = OFF');
    database.pragma('foreign_keys = ON');
    database.pragma('synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Ends write-ahead logging, so that the file can be read where nothing may be written beside it. Where that cannot be,
 * because others read it or the disk is full, it stays as it is, and nothing is lost.
 */
export function settleInOneFile(database: Database): void {
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
}

/** Opens a SQLite file that is only used for its locks; a locked one fails at once. */
export function openLockFile(path: string): Database {
  return new Sqlite(path, { timeout: 0 });
}

const prepared = new WeakMap<Database, Map<string, Sqlite.Statement>>();

/**
 * The same statement every time, for what is asked once an item of an import: compiling costs more than running. Not for
 * one that is read row by row, or changed by `pluck` and the like.
 */
export function prepareOnce<Parameters extends unknown[] | object, Row = unknown>(
  database: Database,
  sql: string,
): Sqlite.Statement<ParametersOf<Parameters>, Row> {
  const known = prepared.get(database) ?? new Map<string, Sqlite.Statement>();
  prepared.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  return statement as unknown as Sqlite.Statement<ParametersOf<Parameters>, Row>;
}

type ParametersOf<Parameters> = Parameters extends unknown[] ? Parameters : [Parameters];

/** True for an error of SQLite with that code or one of its extended codes, e.g. `SQLITE_BUSY`. */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Sqlite.SqliteError && (error.code === code || error.code.startsWith(`${code}_`));
}

/** True for the use of a database after it was closed: of a project that went away under a request. */
export function isClosedDatabaseError(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'The database connection is not open';
}

/**
 * Translates what SQLite and the file system say of a damaged, locked or read-only project and of a full disk; anything
 * else is passed on as it is.
 */
export function projectErrorFrom(error: unknown, path: string): unknown {
  if (isSqliteError(error, 'SQLITE_NOTADB')) return notSqlite(path, error);
  if (isSqliteError(error, 'SQLITE_CORRUPT')) {
    return new StudioError('BadProject', `${path} is damaged: ${String(error)}`, { file: path }, error);
  }
  if (isSqliteError(error, 'SQLITE_BUSY')) {
    return new StudioError('ProjectBusy', `${path} is locked by another program`, { file: path }, error);
  }
  const obstacle = writeObstacle(error);
  if (obstacle !== null) {
    const message = `${path} cannot be written: ${obstacle}`;
    return new StudioError('CannotWrite', message, { file: path, found: obstacle }, error);
  }
  if (isSqliteError(error, 'SQLITE_CANTOPEN')) {
    return new StudioError(
      'FileMissing',
      `${path} cannot be opened: ${String(error)}`,
      { file: path },
      error,
    );
  }
  return error;
}

const obstacles: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  SQLITE_READONLY: 'the file or its folder is read-only; copy the project to where it can be written',
  SQLITE_IOERR_WRITE: 'the disk refuses to write',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
};

/** In words, what keeps a file from being written; null for any other error. */
function writeObstacle(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return obstacles[code] ?? (code.startsWith('SQLITE_READONLY_') ? obstacles.SQLITE_READONLY! : null);
}

export function notSqlite(path: string, cause?: unknown): StudioError {
  const message = `${path} is not a Fathom project: it is not a SQLite file`;
  return new StudioError('BadProject', message, { file: path }, cause);
}
