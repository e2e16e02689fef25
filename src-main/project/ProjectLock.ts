import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { isSqliteError, openLockFile, projectErrorFrom } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

/**
 * The right to write to a project. It is an exclusive transaction, never committed, on an empty SQLite file in the
 * rasters folder: the operating system ends it with the process, so a killed program leaves no stale lock, and
 * readers of the project itself are not hindered.
 */
export class ProjectLock {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** @throws ProjectBusy, CannotWrite */
  static acquire(rastersFolder: string, projectPath: string): ProjectLock {
    let database: Database | null = null;
    try {
      mkdirSync(rastersFolder, { recursive: true });
      database = openLockFile(join(rastersFolder, 'lock'));
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
      return new ProjectLock(database);
    } catch (error) {
      database?.close();
      if (!isSqliteError(error, 'SQLITE_BUSY')) throw projectErrorFrom(error, projectPath);
      throw new StudioError(
        'ProjectBusy',
        `${projectPath} is open in another Fathom; close it there first`,
        { file: projectPath },
        error,
      );
    }
  }

  release(): void {
    this.#database.close();
  }
}
