import type { Database } from '../openDatabase.ts';

/**
 * Which comparisons' numbers by cause are to be made: those whose regions, told causes, reviews or redrawn outlines have
 * changed since. Triggers keep the mark; results from before get their numbers when the project is opened.
 */
export function causeNumbers(database: Database): void {
  const due = (id: string) => `UPDATE evaluations SET causes_due = 1 WHERE id = ${id};`;
  database.exec(`
    ALTER TABLE evaluations ADD COLUMN causes_due INTEGER NOT NULL DEFAULT 0;
    UPDATE evaluations SET causes_due = 1
      WHERE error IS NULL AND id IN (SELECT evaluation_id FROM regions WHERE evaluation_id IS NOT NULL);
    CREATE INDEX evaluations_causes_due ON evaluations (id) WHERE causes_due = 1;
    CREATE TRIGGER regions_found_cause AFTER INSERT ON regions BEGIN ${due('NEW.evaluation_id')} END;
    CREATE TRIGGER regions_gone_cause AFTER DELETE ON regions BEGIN ${due('OLD.evaluation_id')} END;
    CREATE TRIGGER regions_told_cause AFTER UPDATE OF told_cause, review_state ON regions
      BEGIN ${due('NEW.evaluation_id')} END;
  `);
}
