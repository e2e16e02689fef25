import { expect, it, onTestFinished } from 'vitest';
import { migrate, newestVersion } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';
import { initial } from './migrations/0001_initial.ts';

it('brings an empty database to the newest version, step by step, and then changes nothing', () => {
  const database = openDatabase(':memory:');
  onTestFinished(() => {
    database.close();
  });
  migrate(database);
  const schema = () => database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  expect(database.pragma('user_version', { simple: true })).toBe(newestVersion);
  const first = schema();
  const tables = (first as { name: string; sql: string | null }[])
    .filter(({ sql }) => sql?.startsWith('CREATE TABLE'))
    .map(({ name }) => name);
  expect(tables).toEqual([
    'annotation_classes',
    'annotations',
    'assets',
    'calibration',
    'checks',
    'decisions',
    'edits',
    'epipolar_errors',
    'evaluations',
    'found_items',
    'item_tags',
    'items',
    'jobs',
    'meta',
    'methods',
    'metrics',
    'predictions',
    'problems',
    'raster_keys',
    'rasters',
    'recipes',
    'region_cuts',
    'region_findings',
    'region_identities',
    'region_reviews',
    'regions',
    'roots',
    'run_items',
    'runs',
    'saved_filters',
    'stereo_cameras',
    'tags',
  ]);
  migrate(database);
  expect(schema()).toEqual(first);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
});

it('keeps what an earlier version stored, and its references', () => {
  const database = openDatabase(':memory:');
  onTestFinished(() => {
    database.close();
  });
  initial(database);
  database.pragma('user_version = 1');
  database.exec(`
    INSERT INTO items (id, name, sort_key, width, height) VALUES (1, 'a', 'a', 4, 3);
    INSERT INTO recipes VALUES ('hash', 'label', '{}');
    INSERT INTO methods VALUES (7, 'sgbm:mode=hh', 'sgbm', '{"mode":"hh"}');
    INSERT INTO runs VALUES (5, 7, 'hash', '2026-11-20');
    INSERT INTO run_items VALUES (5, 1, 'failed');
    INSERT INTO predictions (run_id, item_id, state, error, elapsed_ms) VALUES (5, 1, 'failed', '{}', 12.5);
  `);
  migrate(database);
  expect(database.prepare('SELECT * FROM methods').all()).toEqual([
    { id: 7, spec: 'sgbm:mode=hh', kind: 'sgbm', options: '{"mode":"hh"}' },
  ]);
  expect(database.prepare('SELECT elapsed_ms, details FROM predictions').get()).toEqual({
    elapsed_ms: 12.5,
    details: '{}',
  });
  expect(() => database.prepare('DELETE FROM methods').run()).toThrow(/FOREIGN KEY/);
  expect(() => database.prepare("UPDATE methods SET kind = 'other'").run()).toThrow(/CHECK/);
  database.prepare("UPDATE methods SET kind = 'network'").run();
});
