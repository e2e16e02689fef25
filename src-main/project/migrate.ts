import { initial } from './migrations/0001_initial.ts';
import type { Database } from './openDatabase.ts';

/** In order; the format's version is the number of migrations that were applied. A released one is never edited. */
const migrations: readonly ((database: Database) => void)[] = [initial];

export const newestVersion = migrations.length;

/** Brings a database to the newest version, one transaction per step. */
export function migrate(database: Database): void {
  const from = database.pragma('user_version', { simple: true }) as number;
  for (const [index, step] of migrations.entries()) {
    if (index < from) continue;
    database.transaction(() => {
      step(database);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
