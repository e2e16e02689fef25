import type { Database } from '../openDatabase.ts';

/** Problems are counted by kind and severity after every change of the project: from an index, whose rows are short. */
export function problemCounts(database: Database): void {
  database.exec('CREATE INDEX problems_by_severity ON problems (kind, severity)');
}
