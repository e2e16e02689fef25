import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { openDatabase, projectErrorFrom } from './openDatabase.ts';

const path = '/data/p.fathom';

describe('projectErrorFrom', () => {
  it('says that the disk is full when SQLite finds no room', async () => {
    const database = openDatabase(join(await temporaryFolder(), 'full.sqlite'));
    database.pragma('max_page_count = 2');
    let thrown: unknown = null;
    try {
      database.exec('CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x)');
    } catch (error) {
      thrown = error;
    }
    database.close();
    expect(projectErrorFrom(thrown, path)).toMatchObject({
      tag: 'CannotWrite',
      message: '/data/p.fathom cannot be written: the disk is full',
      fields: { file: path, found: 'the disk is full' },
    });
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'this user may not write there'],
    ['EROFS', 'the disk is read-only'],
  ])('translates %s of the file system', (code, found) => {
    const error = Object.assign(new Error(code), { code });
    expect(projectErrorFrom(error, path)).toMatchObject({ tag: 'CannotWrite', fields: { found } });
  });

  it('passes a bug on as it is', () => {
    const bug = new TypeError('x is not a function');
    expect(projectErrorFrom(bug, path)).toBe(bug);
  });
});
