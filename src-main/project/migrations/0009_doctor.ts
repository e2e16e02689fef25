import { problemKindOf } from '#domain/doctor/ProblemKind.ts';
import type { ErrorFields, ErrorTag } from '#domain/errors.ts';
import type { Database } from '../openDatabase.ts';

interface ProblemRow {
  readonly id: number;
  readonly tag: ErrorTag;
  readonly message: string;
  readonly fields: string;
}

/**
 * The import doctor: problems have a kind, and who found them; what was decided about them, the items as they were found
 * before that, and what each item was when it was examined last.
 */
export function doctor(database: Database): void {
  database.exec(`
    ALTER TABLE problems ADD COLUMN kind TEXT NOT NULL DEFAULT 'other';
    ALTER TABLE problems ADD COLUMN found_by TEXT NOT NULL DEFAULT 'import';
    ALTER TABLE problems ADD COLUMN content TEXT;
    CREATE INDEX problems_by_kind ON problems (kind, file);

    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY,
      item_id INTEGER REFERENCES items ON DELETE CASCADE,
      file TEXT NOT NULL,
      problem TEXT NOT NULL,
      correction TEXT NOT NULL,
      content TEXT
    ) STRICT;
    CREATE UNIQUE INDEX decisions_by_problem ON decisions (coalesce(item_id, 0), file, problem);
    CREATE INDEX decisions_of_item ON decisions (item_id);

    CREATE TABLE found_items (
      item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
      found TEXT NOT NULL
    ) STRICT;

    CREATE TABLE checks (
      item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
      key TEXT NOT NULL
    ) STRICT;

    ALTER TABLE items ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX items_left_out ON items (id) WHERE left_out = 1;
    CREATE INDEX assets_by_content ON assets (role, sha256) WHERE sha256 IS NOT NULL;
  `);
  const rows = database.prepare<[], ProblemRow>('SELECT id, tag, message, fields FROM problems').all();
  const setKind = database.prepare<[string, string, number]>(
    'UPDATE problems SET kind = ?, found_by = ? WHERE id = ?',
  );
  for (const { id, tag, message, fields } of rows) {
    const kind = problemKindOf({ tag, message, fields: JSON.parse(fields) as ErrorFields });
    setKind.run(kind, tag === 'NotRectified' ? 'rows' : 'import', id);
  }
}
