import type { Database } from '../openDatabase.ts';

/**
 * The tables of a project. Structured values that are only ever read whole are JSON; what is searched, sorted or
 * referred to is a column. Derived rows carry run and item, so that a list sorts by a metric within one index.
 */
export function initial(database: Database): void {
  database.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE items (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      sort_key TEXT NOT NULL,
      width INTEGER NOT NULL CHECK (width > 0),
      height INTEGER NOT NULL CHECK (height > 0)
    ) STRICT;
    CREATE INDEX items_by_sort_key ON items (sort_key);

    CREATE TABLE assets (
      id INTEGER PRIMARY KEY,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      role TEXT NOT NULL,
      path TEXT NOT NULL,
      encoding TEXT,
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      UNIQUE (item_id, role)
    ) STRICT;

    CREATE TABLE calibration (
      item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
      source TEXT NOT NULL,
      focal_px REAL NOT NULL,
      cx_px REAL NOT NULL,
      cy_px REAL NOT NULL,
      baseline_m REAL,
      doffs_px REAL NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE problems (
      id INTEGER PRIMARY KEY,
      item_id INTEGER REFERENCES items ON DELETE CASCADE,
      file TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('rejected', 'doubtful')),
      tag TEXT NOT NULL,
      message TEXT NOT NULL,
      fields TEXT NOT NULL
    ) STRICT;
    CREATE INDEX problems_by_item ON problems (item_id);

    CREATE TABLE methods (
      id INTEGER PRIMARY KEY,
      spec TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sgbm', 'imported')),
      options TEXT NOT NULL,
      UNIQUE (spec, kind)
    ) STRICT;

    CREATE TABLE recipes (
      hash TEXT PRIMARY KEY,
      label TEXT NOT NULL,
      recipe TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      method_id INTEGER NOT NULL REFERENCES methods,
      recipe_hash TEXT NOT NULL REFERENCES recipes,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_method ON runs (method_id);

    CREATE TABLE run_items (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
      PRIMARY KEY (run_id, item_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_items_by_state ON run_items (run_id, state);
    CREATE INDEX run_items_by_item ON run_items (item_id);

    CREATE TABLE rasters (
      id TEXT PRIMARY KEY,
      sha256 TEXT NOT NULL,
      quantity TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE raster_keys (
      key TEXT PRIMARY KEY,
      raster_id TEXT NOT NULL REFERENCES rasters ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX raster_keys_by_raster ON raster_keys (raster_id);

    CREATE TABLE predictions (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'failed')),
      error TEXT,
      raster_id TEXT REFERENCES rasters,
      quantity TEXT,
      elapsed_ms REAL NOT NULL,
      UNIQUE (run_id, item_id),
      FOREIGN KEY (run_id, item_id) REFERENCES run_items ON DELETE CASCADE,
      CHECK ((state = 'done') = (raster_id IS NOT NULL)),
      CHECK ((state = 'failed') = (error IS NOT NULL))
    ) STRICT;
    CREATE INDEX predictions_by_item ON predictions (item_id);
    CREATE INDEX predictions_by_raster ON predictions (raster_id);

    CREATE TABLE evaluations (
      id INTEGER PRIMARY KEY,
      prediction_id INTEGER NOT NULL UNIQUE REFERENCES predictions ON DELETE CASCADE,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      recipe_hash TEXT NOT NULL REFERENCES recipes,
      stale INTEGER NOT NULL DEFAULT 0,
      error TEXT,
      scale REAL,
      shift REAL,
      aligned_raster_id TEXT REFERENCES rasters,
      error_raster_id TEXT REFERENCES rasters,
      ssim_raster_id TEXT REFERENCES rasters,
      coverage_raster_id TEXT REFERENCES rasters,
      warnings TEXT NOT NULL DEFAULT '[]',
      CHECK (error IS NOT NULL OR (scale IS NOT NULL AND shift IS NOT NULL AND aligned_raster_id IS NOT NULL
        AND error_raster_id IS NOT NULL AND ssim_raster_id IS NOT NULL AND coverage_raster_id IS NOT NULL))
    ) STRICT;
    CREATE INDEX evaluations_by_item ON evaluations (item_id);

    CREATE TABLE metrics (
      evaluation_id INTEGER NOT NULL REFERENCES evaluations ON DELETE CASCADE,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      scope TEXT NOT NULL,
      name TEXT NOT NULL,
      value REAL,
      coverage REAL NOT NULL,
      pixels INTEGER NOT NULL,
      PRIMARY KEY (evaluation_id, scope, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX metrics_by_run ON metrics (run_id, scope, name, item_id, value);

    CREATE TABLE regions (
      id INTEGER PRIMARY KEY,
      evaluation_id INTEGER NOT NULL REFERENCES evaluations ON DELETE CASCADE,
      run_id INTEGER NOT NULL,
      item_id INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      severity REAL NOT NULL,
      area_px INTEGER NOT NULL,
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      outline TEXT NOT NULL,
      stats TEXT NOT NULL,
      UNIQUE (evaluation_id, rank)
    ) STRICT;
    CREATE INDEX regions_by_severity ON regions (severity DESC);
    CREATE INDEX regions_by_run ON regions (run_id, severity DESC);

    CREATE TABLE annotation_classes (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      color TEXT NOT NULL,
      key INTEGER UNIQUE,
      position INTEGER NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE annotations (
      id TEXT PRIMARY KEY,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      class_id INTEGER NOT NULL REFERENCES annotation_classes,
      shape TEXT NOT NULL,
      note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX annotations_by_item ON annotations (item_id);
    CREATE INDEX annotations_by_class ON annotations (class_id);

    CREATE TABLE edits (
      id INTEGER PRIMARY KEY,
      diff TEXT NOT NULL,
      undone INTEGER NOT NULL DEFAULT 0,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX edits_by_undone ON edits (undone, id);

    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      done INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      total INTEGER,
      current TEXT,
      error TEXT,
      run_id INTEGER REFERENCES runs ON DELETE SET NULL,
      created_at TEXT NOT NULL,
      started_at TEXT,
      ended_at TEXT
    ) STRICT;
    CREATE INDEX jobs_by_state ON jobs (state);
  `);
}
