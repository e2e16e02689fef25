import type { Database } from '../openDatabase.ts';

/** What is background in the pictures of a folder, as domain/ignore writes it; null = nothing is told apart. */
export function backgrounds(database: Database): void {
  database.exec('ALTER TABLE roots ADD COLUMN background TEXT');
}
