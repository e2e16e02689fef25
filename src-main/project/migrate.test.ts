import { expect, it, onTestFinished } from 'vitest';
import { migrate, newestVersion } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';

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
    'edits',
    'evaluations',
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
    'regions',
    'run_items',
    'runs',
  ]);
  migrate(database);
  expect(schema()).toEqual(first);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
});
