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
    database.pragma('foreign_keys = ON');
    database.pragma('synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a SQLite file that is only used for its locks; a locked one fails at once. */
export function openLockFile(path: string): Database {
  return new Sqlite(path, { timeout: 0 });
}

/** True for an error of SQLite with that code or one of its extended codes, e.g. `SQLITE_BUSY`. */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Sqlite.SqliteError && (error.code === code || error.code.startsWith(`${code}_`));
}

/** Translates what SQLite says of a damaged or locked file; anything else is passed on as it is. */
export function projectErrorFrom(error: unknown, path: string): unknown {
  if (isSqliteError(error, 'SQLITE_NOTADB')) return notSqlite(path, error);
  if (isSqliteError(error, 'SQLITE_CORRUPT')) {
    return new StudioError('BadProject', `${path} is damaged: ${String(error)}`, { file: path }, error);
  }
  if (isSqliteError(error, 'SQLITE_BUSY')) {
    return new StudioError('ProjectBusy', `${path} is locked by another program`, { file: path }, error);
  }
  if (isSqliteError(error, 'SQLITE_CANTOPEN') || isSqliteError(error, 'SQLITE_READONLY')) {
    return new StudioError(
      'FileMissing',
      `${path} cannot be opened: ${String(error)}`,
      { file: path },
      error,
    );
  }
  return error;
}

export function notSqlite(path: string, cause?: unknown): StudioError {
  const message = `${path} is not a Fathom project: it is not a SQLite file`;
  return new StudioError('BadProject', message, { file: path }, cause);
}
