import { StudioError } from '#domain/errors.ts';
import type { JobRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';

export type JobProgress = Partial<Omit<JobRecord, 'id' | 'kind' | 'title' | 'createdAt'>>;

type JobDbRow = Omit<JobRecord, 'error'> & { readonly error: string | null };

const selectJob = `
  SELECT id, kind, title, state, done, failed, total, current, error, run_id AS runId, created_at AS createdAt,
    started_at AS startedAt, ended_at AS endedAt
  FROM jobs`;

/** Work that takes time, with its progress. It survives the program. */
export class JobStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds a queued job. The payload (JSON) is what its code needs to start it again after a restart. */
  add(job: {
    readonly kind: JobRecord['kind'];
    readonly title: string;
    readonly payload: unknown;
    readonly runId?: number | null;
    readonly total?: number | null;
  }): JobRecord {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO jobs (kind, title, payload, state, total, run_id, created_at)
         VALUES (@kind, @title, @payload, 'queued', @total, @runId, @createdAt)`,
      )
      .run({
        ...job,
        payload: JSON.stringify(job.payload ?? null),
        total: job.total ?? null,
        runId: job.runId ?? null,
        createdAt: new Date().toISOString(),
      });
    return this.get(Number(lastInsertRowid));
  }

  /** @throws NotFound */
  update(id: number, progress: JobProgress): JobRecord {
    return this.#database.transaction(() => {
      const next = { ...this.get(id), ...progress };
      this.#database
        .prepare(
          `UPDATE jobs SET state = @state, done = @done, failed = @failed, total = @total, current = @current,
             error = @error, run_id = @runId, started_at = @startedAt, ended_at = @endedAt WHERE id = @id`,
        )
        .run({ ...next, error: next.error && JSON.stringify(next.error) });
      return next;
    })();
  }

  /** Whether some job of another kind runs or waits. */
  isBusyBesides(kind: JobRecord['kind']): boolean {
    const row = this.#database
      .prepare<[string]>(`SELECT 1 FROM jobs WHERE state IN ('queued', 'running') AND kind <> ? LIMIT 1`)
      .get(kind);
    return row !== undefined;
  }

  /** @throws NotFound */
  get(id: number): JobRecord {
    const row = this.#database.prepare<[number], JobDbRow>(`${selectJob} WHERE id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no job ${id}`, { id });
    return jobFromRow(row);
  }

  /** What the job was added with. @throws NotFound */
  payload(id: number): unknown {
    const row = this.#database
      .prepare<[number], { payload: string }>('SELECT payload FROM jobs WHERE id = ?')
      .get(id);
    if (!row) throw new StudioError('NotFound', `there is no job ${id}`, { id });
    return JSON.parse(row.payload) as unknown;
  }

  /** Newest first. */
  list(limit = 100): JobRecord[] {
    return this.#database
      .prepare<[number], JobDbRow>(`${selectJob} ORDER BY id DESC LIMIT ?`)
      .all(limit)
      .map(jobFromRow);
  }

  /** Oldest first. */
  queued(): JobRecord[] {
    return this.#database
      .prepare<[], JobDbRow>(`${selectJob} WHERE state = 'queued' ORDER BY id`)
      .all()
      .map(jobFromRow);
  }

  /** Queues again what was running when the program died; answers how many. Project.open calls this. */
  markInterruptedAsQueued(): number {
    return this.#database
      .prepare(`UPDATE jobs SET state = 'queued', current = NULL, started_at = NULL WHERE state = 'running'`)
      .run().changes;
  }
}

function jobFromRow(row: JobDbRow): JobRecord {
  return { ...row, error: row.error === null ? null : (JSON.parse(row.error) as JobRecord['error']) };
}
