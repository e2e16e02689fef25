import type { Database } from '../openDatabase.ts';

/**
 * Regions with causes, severity parts and bias; identities, which outlive the comparisons that find a region again, with
 * what a person said of it; and what was found about each frame as a whole. Regions found before have no causes: their
 * comparisons are to be made again.
 */
export function regionCauses(database: Database): void {
  database.exec(`
    CREATE TABLE region_identities (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      outline TEXT NOT NULL
    ) STRICT;
    CREATE INDEX region_identities_by_item ON region_identities (run_id, item_id);
    CREATE INDEX region_identities_of_item ON region_identities (item_id);
    INSERT INTO region_identities SELECT id, run_id, item_id, x, y, width, height, outline FROM regions;

    CREATE TABLE region_reviews (
      region_id INTEGER PRIMARY KEY REFERENCES region_identities ON DELETE CASCADE,
      state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'rejected')),
      cause TEXT,
      note TEXT NOT NULL,
      tags TEXT NOT NULL,
      outline TEXT
    ) STRICT;

    CREATE TABLE regions_new (
      id INTEGER PRIMARY KEY REFERENCES region_identities ON DELETE CASCADE,
      prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      evaluation_id INTEGER REFERENCES evaluations ON DELETE CASCADE,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      severity REAL NOT NULL,
      wrong REAL NOT NULL,
      large REAL NOT NULL,
      sure REAL NOT NULL,
      area_px INTEGER NOT NULL,
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      outline TEXT NOT NULL,
      stats TEXT NOT NULL,
      detection TEXT NOT NULL,
      causes TEXT NOT NULL,
      bias TEXT NOT NULL,
      cause TEXT NOT NULL,
      cause_score REAL NOT NULL,
      direction TEXT NOT NULL,
      distance_m REAL,
      error_sum REAL NOT NULL,
      suspicion INTEGER NOT NULL,
      UNIQUE (prediction_id, rank)
    ) STRICT;
    INSERT INTO regions_new
      SELECT r.id, e.prediction_id, r.evaluation_id, r.run_id, r.item_id, r.rank, r.severity,
        min(1, r.severity * i.width * i.height / r.area_px), 1.0 * r.area_px / (i.width * i.height), 1,
        r.area_px, r.x, r.y, r.width, r.height, r.outline, r.stats,
        '{"map":"error","threshold":"fixed","fixed":null,"robust":null,"unit":"","isWholeImage":false,"isSuspicion":false}',
        '[]',
        '{"direction":"unknown","percent":null,"metres":null,"truth":null,"predicted":null,"surroundings":null,"plane":null,"annotation":null,"joins":null}',
        'unexplained', 0, 'unknown', NULL, 0, 0
      FROM regions r JOIN evaluations e ON e.id = r.evaluation_id JOIN items i ON i.id = r.item_id;
    UPDATE evaluations SET stale = 1 WHERE id IN (SELECT evaluation_id FROM regions);
    DROP TABLE regions;
    ALTER TABLE regions_new RENAME TO regions;
    CREATE INDEX regions_by_severity ON regions (severity DESC);
    CREATE INDEX regions_by_run ON regions (run_id, severity DESC);
    CREATE INDEX regions_by_evaluation ON regions (evaluation_id);
    CREATE INDEX regions_by_item ON regions (run_id, item_id, rank);
    CREATE INDEX regions_by_cause ON regions (run_id, cause, error_sum, area_px);

    CREATE TABLE region_findings (
      prediction_id INTEGER PRIMARY KEY REFERENCES predictions ON DELETE CASCADE,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      findings TEXT NOT NULL,
      settings TEXT NOT NULL,
      error_sum REAL NOT NULL,
      compared_px INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX region_findings_by_run ON region_findings (run_id, item_id);
  `);
}
