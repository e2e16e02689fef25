import { initial } from './migrations/0001_initial.ts';
import { methods } from './migrations/0002_methods.ts';
import { stereoCameras } from './migrations/0003_stereoCameras.ts';
import { roots } from './migrations/0004_roots.ts';
import { labels } from './migrations/0005_labels.ts';
import { regionCauses } from './migrations/0006_regionCauses.ts';
import { regionCounts } from './migrations/0007_regionCounts.ts';
import { regionReview } from './migrations/0008_regionReview.ts';
import { doctor } from './migrations/0009_doctor.ts';
import { causeNumbers } from './migrations/0010_causeNumbers.ts';
import { backgrounds } from './migrations/0011_backgrounds.ts';
import { problemCounts } from './migrations/0012_problemCounts.ts';
import type { Database } from './openDatabase.ts';

/** In order; the format's version is the number of migrations that were applied. A released one is never edited. */
const migrations: readonly ((database: Database) => void)[] = [
  initial,
  methods,
  stereoCameras,
  roots,
  labels,
  regionCauses,
  regionCounts,
  regionReview,
  doctor,
  causeNumbers,
  backgrounds,
  problemCounts,
];

export const newestVersion = migrations.length;

/**
 * Brings a database to the newest version, one transaction per step. A step may make a table again that others refer
 * to, so references are checked at its end instead of while it goes.
 */
export function migrate(database: Database): void {
  const from = database.pragma('user_version', { simple: true }) as number;
  if (from >= newestVersion) return;
  database.pragma('foreign_keys = OFF');
  try {
    for (const [index, step] of migrations.entries()) {
      if (index < from) continue;
      database.transaction(() => {
        step(database);
        const broken = database.pragma('foreign_key_check') as readonly unknown[];
        if (broken.length > 0) {
          throw new Error(`migration ${index + 1} leaves broken references: ${JSON.stringify(broken[0])}`);
        }
        database.pragma(`user_version = ${index + 1}`);
      })();
    }
  } finally {
    database.pragma('foreign_keys = ON');
  }
}
