import type { Database } from '../openDatabase.ts';

/**
 * Review over the dataset: each region carries the cause that is told of it (the corrected one, else the automatic one)
 * and its review's state, kept right by triggers, so that lists are filtered, sorted and counted by indexes; and the cuts
 * that a person made, which are done again whenever the frame is examined.
 */
export function regionReview(database: Database): void {
  const told = (id: string) => `
    UPDATE regions SET
      told_cause = coalesce((SELECT v.cause FROM region_reviews v WHERE v.region_id = regions.id), cause),
      review_state = coalesce((SELECT v.state FROM region_reviews v WHERE v.region_id = regions.id), 'open')
    WHERE id = ${id};`;
  database.exec(`
    ALTER TABLE regions ADD COLUMN told_cause TEXT NOT NULL DEFAULT '';
    ALTER TABLE regions ADD COLUMN review_state TEXT NOT NULL DEFAULT 'open';
    ${told('id')}
    CREATE TRIGGER regions_told AFTER INSERT ON regions BEGIN ${told('NEW.id')} END;
    CREATE TRIGGER region_reviews_made AFTER INSERT ON region_reviews BEGIN ${told('NEW.region_id')} END;
    CREATE TRIGGER region_reviews_changed AFTER UPDATE ON region_reviews BEGIN ${told('NEW.region_id')} END;
    CREATE TRIGGER region_reviews_taken_back AFTER DELETE ON region_reviews BEGIN ${told('OLD.region_id')} END;

    CREATE INDEX regions_by_told_cause ON regions (run_id, told_cause, review_state, severity DESC);
    CREATE INDEX regions_by_review ON regions (run_id, review_state, cause, told_cause, severity DESC);
    CREATE INDEX regions_by_class ON regions (run_id, annotated_class, severity DESC);
    CREATE INDEX regions_by_distance ON regions (run_id, distance_m);
    CREATE INDEX regions_by_area ON regions (run_id, area_px);
    CREATE INDEX regions_by_error ON regions (run_id, error_sum);

    CREATE TABLE region_cuts (
      place INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('split', 'merge')),
      outlines TEXT NOT NULL,
      line TEXT
    ) STRICT;
    CREATE INDEX region_cuts_by_item ON region_cuts (run_id, item_id, place);
    CREATE INDEX region_cuts_of_item ON region_cuts (item_id);
  `);
}
