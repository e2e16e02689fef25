import { rmSync } from 'node:fs';
import { migrate } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import { applicationId } from './projectHeader.ts';

/** A file of the subset and where it lies in it. */
interface SubsetFile {
  /** Stored path in the project that it comes from. */
  readonly path: string;
  /** Path beside the subset's project file, with forward slashes. */
  readonly place: string;
}

export interface Subset {
  readonly sources: readonly SubsetFile[];
  /** Ids of the rasters that its results are. */
  readonly rasters: readonly string[];
}

interface ForeignKey {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
}

/** Jobs and undo belong to the place where they were made. */
const leftBehind = ['jobs', 'edits'];
/** Whatever refers to a run stays behind with the runs. */
const ofResults = ['runs', 'methods'];

/**
 * Writes a project of some of the items with all that belongs to them, and nothing of the others: a row is taken where
 * everything it refers to is. Its folders are named `data/…` beside it.
 *
 * @param path  of the new project file; whatever is there is replaced.
 * @param withResults  runs, and what was computed by them.
 */
export function writeSubset(
  source: Database,
  path: string,
  itemIds: readonly number[],
  withResults = true,
): Subset {
  const left = new Set(withResults ? leftBehind : [...leftBehind, ...ofResults]);
  rmSync(path, { force: true });
  const database = openDatabase(path);
  try {
    database.pragma(`application_id = ${applicationId}`);
    migrate(database);
    database.pragma('foreign_keys = OFF');
    database.prepare('ATTACH ? AS source').run(source.name);
    database.exec('CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)');
    const subset = database.transaction(() => {
      const choose = database.prepare<[number]>('INSERT INTO chosen (id) VALUES (?)');
      for (const id of itemIds) choose.run(id);
      for (const table of parentsFirst(database)) if (!left.has(table)) copyRows(database, table);
      database.exec(
        'DELETE FROM problems WHERE item_id IS NULL; DELETE FROM decisions WHERE item_id IS NULL',
      );
      const sources = placeSources(database);
      return { sources, rasters: dropUnusedRasters(database) };
    })();
    database.exec('DETACH source');
    const broken = database.pragma('foreign_key_check') as readonly unknown[];
    if (broken.length > 0) throw new Error(`the subset has broken references: ${JSON.stringify(broken[0])}`);
    return subset;
  } finally {
    database.close();
  }
}

function foreignKeys(database: Database, table: string): readonly (readonly ForeignKey[])[] {
  const rows = database.pragma(`main.foreign_key_list(${table})`) as ForeignKey[];
  return [...new Set(rows.map(({ id }) => id))].map((id) => rows.filter((row) => row.id === id));
}

/** Every table after those it refers to. */
function parentsFirst(database: Database): string[] {
  const tables = database
    .prepare<[], { name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => name);
  const ordered: string[] = [];
  const visit = (table: string): void => {
    if (ordered.includes(table)) return;
    for (const [key] of foreignKeys(database, table)) if (key && key.table !== table) visit(key.table);
    if (!ordered.includes(table)) ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}

function copyRows(database: Database, table: string): void {
  const conditions = foreignKeys(database, table).map((key) => {
    const parent = key[0]!.table;
    const primary = (database.pragma(`main.table_info(${parent})`) as readonly { name: string; pk: number }[])
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk);
    const own = key.map(({ from }) => `s.${from}`);
    const theirs = key.map(({ to }, index) => to ?? primary[index]!.name);
    return `(${own[0]!} IS NULL OR (${own.join(', ')}) IN (SELECT ${theirs.join(', ')} FROM main.${parent}))`;
  });
  if (table === 'items') conditions.push('s.id IN (SELECT id FROM chosen)');
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const columns = (database.pragma(`main.table_info(${table})`) as readonly { name: string }[])
    .map(({ name }) => name)
    .join(', ');
  database.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM source.${table} s ${where}`);
}

/** Gives every source file its place; files outside the project's folders get one of their own. */
function placeSources(database: Database): SubsetFile[] {
  const rows = database
    .prepare<[], { id: number; rootId: number | null; root: string | null; path: string }>(
      `SELECT a.id, a.root_id AS rootId, r.path AS root, a.path FROM assets a LEFT JOIN roots r ON r.id = a.root_id
       ORDER BY a.id`,
    )
    .all();
  const place = database.prepare<[string, number]>('UPDATE assets SET path = ? WHERE id = ?');
  const sources = rows.map(({ id, rootId, root, path }) => {
    if (rootId !== null) {
      const stored = root === '.' ? path : `${root ?? ''}/${path}`;
      return { path: stored, place: `data/${rootId}/${path}` };
    }
    const outside = `data/other/${id}-${path.slice(path.lastIndexOf('/') + 1)}`;
    place.run(outside, id);
    return { path, place: outside };
  });
  database.exec(`UPDATE roots SET path = 'data/' || id, calibration = NULL`);
  return sources;
}

function dropUnusedRasters(database: Database): string[] {
  const users = parentsFirst(database).flatMap((table) =>
    foreignKeys(database, table)
      .filter(([key]) => key!.table === 'rasters' && table !== 'raster_keys')
      .map(([key]) => `SELECT ${key!.from} FROM main.${table} WHERE ${key!.from} IS NOT NULL`),
  );
  database.exec(`DELETE FROM main.rasters WHERE id NOT IN (${users.join(' UNION ')})`);
  database.exec('DELETE FROM main.raster_keys WHERE raster_id NOT IN (SELECT id FROM main.rasters)');
  return database
    .prepare<[], { id: string }>('SELECT id FROM main.rasters ORDER BY id')
    .all()
    .map(({ id }) => id);
}
