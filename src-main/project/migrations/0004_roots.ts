import type { Database } from '../openDatabase.ts';

/**
 * Folders that a project's files lie in, so that one that has moved is told once and not file by file; files that are
 * known by size and time before they are hashed; indexes by which a hundred thousand items are sorted and filtered.
 */
export function roots(database: Database): void {
  database.exec(`
    CREATE TABLE roots (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      prefix TEXT NOT NULL UNIQUE,
      layout TEXT NOT NULL,
      ground_truth_encoding TEXT,
      calibration TEXT
    ) STRICT;
    INSERT INTO roots (id, path, prefix, layout, ground_truth_encoding)
      SELECT 1, json_extract(value, '$.root'), '', json_extract(value, '$.layout'),
        json_extract(value, '$.groundTruthEncoding')
      FROM meta WHERE key = 'project';

    CREATE TABLE assets_new (
      id INTEGER PRIMARY KEY,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      role TEXT NOT NULL,
      root_id INTEGER REFERENCES roots,
      path TEXT NOT NULL,
      encoding TEXT,
      sha256 TEXT,
      size_bytes INTEGER NOT NULL,
      mtime_ms REAL,
      missing INTEGER NOT NULL DEFAULT 0,
      UNIQUE (item_id, role)
    ) STRICT;
    INSERT INTO assets_new (id, item_id, role, root_id, path, encoding, sha256, size_bytes)
      SELECT a.id, a.item_id, a.role, r.id,
        CASE WHEN r.id IS NULL OR r.path = '.' THEN a.path ELSE substr(a.path, length(r.path) + 2) END,
        a.encoding, a.sha256, a.size_bytes
      FROM assets a LEFT JOIN roots r ON r.id = 1 AND (r.path = '.' OR instr(a.path, r.path || '/') = 1);
    DROP TABLE assets;
    ALTER TABLE assets_new RENAME TO assets;
    CREATE INDEX assets_by_path ON assets (root_id, path);
    CREATE INDEX assets_missing ON assets (item_id) WHERE missing = 1;

    ALTER TABLE items ADD COLUMN root_id INTEGER REFERENCES roots;
    UPDATE items SET root_id = (SELECT id FROM roots WHERE id = 1);
    CREATE INDEX items_by_root ON items (root_id);

    DROP INDEX metrics_by_run;
    CREATE INDEX metrics_by_value ON metrics (run_id, scope, name, value, item_id);
    CREATE INDEX evaluations_failed ON evaluations (run_id, item_id) WHERE error IS NOT NULL;
  `);
}
