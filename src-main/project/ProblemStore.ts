import type { ErrorFields } from '#domain/errors.ts';
import type { ProblemRecord } from '#domain/records.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

type ProblemDbRow = Omit<ProblemRecord, 'fields'> & { readonly fields: string };

const selectProblem = 'SELECT id, item_id AS itemId, file, severity, tag, message, fields FROM problems';

/** Rejected and doubtful files. Those of an item are replaced when the item is imported again. */
export class ProblemStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(problems: readonly Omit<ProblemRecord, 'id'>[]): void {
    const write = prepareOnce<object>(
      this.#database,
      `INSERT INTO problems (item_id, file, severity, tag, message, fields)
       VALUES (@itemId, @file, @severity, @tag, @message, @fields)`,
    );
    this.#database.transaction(() => {
      for (const problem of problems) write.run({ ...problem, fields: JSON.stringify(problem.fields) });
    })();
  }

  /** What import found wrong with an item; what was measured on the pair later (NotRectified) stays. */
  replaceOfItem(itemId: number, problems: readonly Omit<ProblemRecord, 'id' | 'itemId'>[]): void {
    this.#database.transaction(() => {
      prepareOnce<[number]>(
        this.#database,
        `DELETE FROM problems WHERE item_id = ? AND tag <> 'NotRectified'`,
      ).run(itemId);
      this.add(problems.map((problem) => ({ ...problem, itemId })));
    })();
  }

  /** Removes the problems that belong to no item; call before a re-import. */
  clearUnassigned(): void {
    this.#database.prepare('DELETE FROM problems WHERE item_id IS NULL').run();
  }

  list(limit = -1): ProblemRecord[] {
    return this.#database
      .prepare<[number], ProblemDbRow>(`${selectProblem} ORDER BY severity DESC, file, id LIMIT ?`)
      .all(limit)
      .map(problemFromRow);
  }

  ofItem(itemId: number): ProblemRecord[] {
    return this.#database
      .prepare<[number], ProblemDbRow>(`${selectProblem} WHERE item_id = ? ORDER BY id`)
      .all(itemId)
      .map(problemFromRow);
  }

  counts(): { rejected: number; doubtful: number } {
    return this.#database
      .prepare<[], { rejected: number; doubtful: number }>(
        `SELECT count(*) FILTER (WHERE severity = 'rejected') AS rejected,
           count(*) FILTER (WHERE severity = 'doubtful') AS doubtful FROM problems`,
      )
      .get()!;
  }
}

function problemFromRow(row: ProblemDbRow): ProblemRecord {
  return { ...row, fields: JSON.parse(row.fields) as ErrorFields };
}
