import type { Database } from '../openDatabase.ts';

/**
 * What users say of items (tags, split, note), filters they keep, and the content that each result was made from, so
 * that a result of a file that changed since is known.
 */
export function labels(database: Database): void {
  database.exec(`
    ALTER TABLE items ADD COLUMN split TEXT NOT NULL DEFAULT '';
    ALTER TABLE items ADD COLUMN note TEXT NOT NULL DEFAULT '';
    CREATE INDEX items_by_split ON items (split, sort_key);

    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item_tags (
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      tag_id INTEGER NOT NULL REFERENCES tags,
      PRIMARY KEY (item_id, tag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX item_tags_by_tag ON item_tags (tag_id, item_id);

    CREATE TABLE saved_filters (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      filter TEXT NOT NULL
    ) STRICT;

    ALTER TABLE predictions ADD COLUMN left_sha256 TEXT;
    ALTER TABLE predictions ADD COLUMN right_sha256 TEXT;
    ALTER TABLE predictions ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
    UPDATE predictions SET
      left_sha256 = (SELECT sha256 FROM assets a WHERE a.item_id = predictions.item_id AND a.role = 'left'),
      right_sha256 = (SELECT sha256 FROM assets a WHERE a.item_id = predictions.item_id AND a.role = 'right')
      WHERE state = 'done' AND run_id IN
        (SELECT r.id FROM runs r JOIN methods m ON m.id = r.method_id WHERE m.kind <> 'imported');
    CREATE INDEX predictions_stale ON predictions (run_id, item_id) WHERE stale = 1;

    ALTER TABLE evaluations ADD COLUMN truth_sha256 TEXT;
    UPDATE evaluations SET truth_sha256 = (SELECT sha256 FROM assets a WHERE a.item_id = evaluations.item_id
      AND a.role IN ('disparity', 'depth') ORDER BY a.role DESC LIMIT 1);
  `);
}
