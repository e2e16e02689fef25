import { closeSync, openSync, readSync } from 'node:fs';
import { StudioError } from '#domain/errors.ts';
import { notSqlite } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import { newestVersion } from './migrate.ts';

/** "FTHM": what SQLite's header says about whose file this is. */
export const applicationId = 0x4654_484d;

/** Reads the 100-byte SQLite header without opening the database, so that a refused file stays as it is. */
export function checkHeader(path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  let length: number;
  try {
    length = readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw notSqlite(path);
  checkOwnership(path, header.readUInt32BE(68), header.readUInt32BE(60));
}

/** The same of an open database, whose newest header may still stand in its write-ahead log. */
export function checkDatabase(path: string, database: Database): void {
  const owner = database.pragma('application_id', { simple: true }) as number;
  const version = database.pragma('user_version', { simple: true }) as number;
  checkOwnership(path, owner, version);
}

function checkOwnership(path: string, owner: number, version: number): void {
  if (owner !== applicationId) {
    throw new StudioError(
      'BadProject',
      `${path} is not a Fathom project: its application id is ${owner}, expected ${applicationId}`,
      { file: path, expected: applicationId, found: owner },
    );
  }
  if (version > newestVersion) {
    throw new StudioError(
      'BadProject',
      `${path} was written by a newer Fathom: its format is version ${version}, this program knows ${newestVersion}`,
      { file: path, expected: newestVersion, found: version },
    );
  }
}
