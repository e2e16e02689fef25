import type { ListedProblem, ProblemCount } from '#domain/doctor/ListedProblem.ts';
import { problemKindOf, problemKinds, type ProblemKind } from '#domain/doctor/ProblemKind.ts';
import { StudioError } from '#domain/errors.ts';
import type { ErrorFields } from '#domain/errors.ts';
import type { ProblemRecord } from '#domain/records.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

type ProblemDraft = Omit<ProblemRecord, 'id'>;
type ProblemDbRow = Omit<ListedProblem, 'fields' | 'decided'> & {
  readonly fields: string;
  readonly correction: string | null;
};

/** Who found a problem: each replaces what it found before, and nothing of the others. */
type Finder = 'import' | 'rows' | 'doctor' | 'duplicates';

/** A problem with the content of the file that it was found in, null where that is not known. */
export interface CheckedProblem extends Omit<ProblemDraft, 'itemId'> {
  readonly content: string | null;
}

export interface ProblemQuery {
  readonly kind: ProblemKind;
  readonly state: 'open' | 'settled';
  /** A part of the file's or the item's name; '' = all. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

const columns = `p.id, p.item_id AS itemId, p.file, p.severity, p.tag, p.message, p.fields, p.kind,
  i.name AS itemName, d.correction`;
/** A problem has at most one decision; one about other content counts no more. */
const isDecision = `coalesce(d.item_id, 0) = coalesce(p.item_id, 0) AND d.file = p.file AND d.problem = p.kind
  AND (d.content IS NULL OR p.content IS NULL OR d.content = p.content)`;
const from = `FROM problems p LEFT JOIN items i ON i.id = p.item_id LEFT JOIN decisions d ON ${isDecision}`;
const select = `SELECT ${columns} ${from}`;

/** Rejected and doubtful files. Those of an item are replaced when the item is imported or examined again. */
export class ProblemStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(problems: readonly ProblemDraft[], finder: Finder = 'import'): void {
    this.#database.transaction(() => {
      for (const problem of problems) this.#insert({ ...problem, content: null }, finder);
    })();
  }

  /** What import found wrong with an item; what was found by measuring its pixels stays. */
  replaceOfItem(itemId: number, problems: readonly Omit<ProblemDraft, 'itemId'>[]): void {
    this.#database.transaction(() => {
      prepareOnce<[number]>(
        this.#database,
        `DELETE FROM problems WHERE item_id = ? AND found_by = 'import'`,
      ).run(itemId);
      this.add(problems.map((problem) => ({ ...problem, itemId })));
    })();
  }

  /** Removes what import found that belongs to no item; call before a re-import. */
  clearUnassigned(): void {
    this.#database.prepare(`DELETE FROM problems WHERE item_id IS NULL`).run();
  }

  /** Nothing was decided about these. */
  list(limit = -1): ProblemRecord[] {
    return this.#database
      .prepare<[number], ProblemDbRow>(
        `${select} WHERE d.id IS NULL ORDER BY p.severity DESC, p.file, p.id LIMIT ?`,
      )
      .all(limit)
      .map(recordFromRow);
  }

  /** Nothing was decided about these. */
  ofItem(itemId: number): ProblemRecord[] {
    return prepareOnce<[number], ProblemDbRow>(
      this.#database,
      `${select} WHERE p.item_id = ? AND d.id IS NULL ORDER BY p.id`,
    )
      .all(itemId)
      .map(recordFromRow);
  }

  /** @throws NotFound */
  get(id: number): ListedProblem {
    const row = this.#database.prepare<[number], ProblemDbRow>(`${select} WHERE p.id = ?`).get(id);
    if (row) return listedFromRow(row);
    throw new StudioError('NotFound', `there is no problem ${id}`, { id });
  }

  /** SHA-256 of the file that a problem was found in; null where not known. @throws NotFound */
  contentOf(id: number): string | null {
    const row = this.#database
      .prepare<[number], { content: string | null }>('SELECT content FROM problems WHERE id = ?')
      .get(id);
    if (row) return row.content;
    throw new StudioError('NotFound', `there is no problem ${id}`, { id });
  }

  /** One kind's page, by file. */
  page({ kind, state, text, offset, limit }: ProblemQuery): {
    readonly total: number;
    readonly rows: readonly ListedProblem[];
  } {
    const where = `WHERE p.kind = @kind AND d.id IS ${state === 'open' ? 'NULL' : 'NOT NULL'}
      ${text === '' ? '' : 'AND (instr(lower(p.file), lower(@text)) > 0 OR instr(lower(i.name), lower(@text)) > 0)'}`;
    const values = { kind, text, offset, limit };
    const { total } = this.#database
      .prepare<object, { total: number }>(`SELECT count(*) AS total ${from} ${where}`)
      .get(values)!;
    const rows = this.#database
      .prepare<object, ProblemDbRow>(`${select} ${where} ORDER BY p.file, p.id LIMIT @limit OFFSET @offset`)
      .all(values)
      .map(listedFromRow);
    return { total, rows };
  }

  /** Open ones: how many files are left out, how many are used and doubtful. */
  counts(): { rejected: number; doubtful: number } {
    return this.kinds().reduce(
      (sum, { rejected, doubtful }) => ({
        rejected: sum.rejected + rejected,
        doubtful: sum.doubtful + doubtful,
      }),
      { rejected: 0, doubtful: 0 },
    );
  }

  /** Kinds that occur, in the order of problemKinds: all are counted in an index, then the few that are decided. */
  kinds(): ProblemCount[] {
    const rows = prepareOnce<[], ProblemCount>(
      this.#database,
      `WITH every AS (SELECT kind, severity, count(*) AS n FROM problems GROUP BY kind, severity),
         decided AS (SELECT p.kind, p.severity, count(*) AS n FROM decisions d CROSS JOIN problems p ON ${isDecision}
           GROUP BY p.kind, p.severity)
       SELECT kind, sum((severity = 'rejected') * (every.n - coalesce(decided.n, 0))) AS rejected,
         sum((severity = 'doubtful') * (every.n - coalesce(decided.n, 0))) AS doubtful,
         sum(coalesce(decided.n, 0)) AS settled
       FROM every LEFT JOIN decided USING (kind, severity) GROUP BY kind`,
    ).all();
    return problemKinds.flatMap(({ kind }) => rows.find((row) => row.kind === kind) ?? []);
  }

  /** What an item was when it was examined last; null = it was not. */
  checkedAs(itemId: number): string | null {
    const row = prepareOnce<[number], { key: string }>(
      this.#database,
      'SELECT key FROM checks WHERE item_id = ?',
    ).get(itemId);
    return row?.key ?? null;
  }

  /** Of the items, how many were examined at some time. */
  checkedCount(): number {
    return this.#database.prepare<[], { n: number }>('SELECT count(*) AS n FROM checks').get()!.n;
  }

  /**
   * Saves what examining an item showed, in place of what it showed before. What was mended since stays listed with its
   * decision, although it is not found any more: taking the decision back shows it again.
   */
  saveChecked(itemId: number, key: string, problems: readonly CheckedProblem[]): void {
    this.#database.transaction(() => {
      this.#replace(itemId, 'doctor', problems);
      prepareOnce<[number, string]>(
        this.#database,
        'INSERT INTO checks (item_id, key) VALUES (?, ?) ON CONFLICT DO UPDATE SET key = excluded.key',
      ).run(itemId, key);
    })();
  }

  /** Replaces what was found by comparing the contents of all files. */
  replaceDuplicates(problems: Iterable<CheckedProblem & { readonly itemId: number }>): void {
    this.#database.transaction(() => {
      this.#database.prepare(`${deleteFound} AND found_by = 'duplicates'`).run();
      for (const { itemId, ...problem } of problems) this.#insertNew(itemId, problem, 'duplicates');
    })();
  }

  #replace(itemId: number, finder: Finder, problems: readonly CheckedProblem[]): void {
    prepareOnce<[number, string]>(this.#database, `${deleteFound} AND item_id = ? AND found_by = ?`).run(
      itemId,
      finder,
    );
    for (const problem of problems) this.#insertNew(itemId, problem, finder);
  }

  /** What another finder tells of the same file is not told twice. */
  #insertNew(itemId: number, problem: CheckedProblem, finder: Finder): void {
    const known = prepareOnce<[number, string, string]>(
      this.#database,
      'SELECT 1 FROM problems WHERE item_id = ? AND kind = ? AND file = ?',
    ).get(itemId, problemKindOf(problem), problem.file);
    if (known === undefined) this.#insert({ ...problem, itemId }, finder);
  }

  #insert(problem: ProblemDraft & { readonly content: string | null }, finder: Finder): void {
    prepareOnce<object>(
      this.#database,
      `INSERT INTO problems (item_id, file, severity, tag, message, fields, kind, found_by, content)
       VALUES (@itemId, @file, @severity, @tag, @message, @fields, @kind, @finder, @content)`,
    ).run({ ...problem, fields: JSON.stringify(problem.fields), kind: problemKindOf(problem), finder });
  }
}

/** But for those that something was done about. */
const deleteFound = `DELETE FROM problems WHERE NOT EXISTS (SELECT 1 FROM decisions d
  WHERE coalesce(d.item_id, 0) = coalesce(problems.item_id, 0) AND d.file = problems.file AND d.problem = problems.kind
    AND d.correction <> '{"kind":"keep"}')`;

function recordFromRow({ id, itemId, file, severity, tag, message, fields }: ProblemDbRow): ProblemRecord {
  return { id, itemId, file, severity, tag, message, fields: JSON.parse(fields) as ErrorFields };
}

function listedFromRow(row: ProblemDbRow): ListedProblem {
  const { kind, itemName, correction } = row;
  const decided =
    correction === null ? null : (JSON.parse(correction) as { kind: ListedProblem['decided'] }).kind;
  return { ...recordFromRow(row), kind, itemName, decided };
}
