import type { Database } from '../openDatabase.ts';

/** The cameras of pairs that are rectified first, and how far the rows of each pair are from corresponding. */
export function stereoCameras(database: Database): void {
  database.exec(`
    CREATE TABLE stereo_cameras (
      item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
      cameras TEXT NOT NULL
    ) STRICT;

    CREATE TABLE epipolar_errors (
      item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
      matches INTEGER NOT NULL,
      median_px REAL,
      p90_px REAL,
      median_disparity_px REAL
    ) STRICT;
  `);
}
