import type { Database } from '../openDatabase.ts';

/**
 * More kinds of methods, and how each map was computed. SQLite cannot change a CHECK, so the table of methods is made
 * again under its old name, which the table of runs refers to.
 */
export function methods(database: Database): void {
  database.exec(`
    CREATE TABLE methods_new (
      id INTEGER PRIMARY KEY,
      spec TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sgbm', 'block', 'global', 'network', 'imported')),
      options TEXT NOT NULL,
      UNIQUE (spec, kind)
    ) STRICT;
    INSERT INTO methods_new SELECT id, spec, kind, options FROM methods;
    DROP TABLE methods;
    ALTER TABLE methods_new RENAME TO methods;

    ALTER TABLE predictions ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
  `);
}
