import type { JobRecord } from '#domain/records.ts';

export type JobProgress = Partial<
  Pick<
    JobRecord,
    'state' | 'done' | 'failed' | 'total' | 'current' | 'error' | 'runId' | 'startedAt' | 'endedAt'
  >
>;

export declare class JobStore {
  /** Queued. The payload is what the job's code needs to run again after a restart; JSON. */
  add(job: {
    readonly kind: JobRecord['kind'];
    readonly title: string;
    readonly payload: unknown;
    readonly runId?: number | null;
    readonly total?: number | null;
  }): JobRecord;
  /** @throws NotFound */
  update(id: number, progress: JobProgress): JobRecord;
  /** @throws NotFound */
  get(id: number): JobRecord;
  payload(id: number): unknown;
  /** Newest first. */
  list(limit?: number): JobRecord[];
  /** Oldest queued first. */
  queued(): JobRecord[];
  /** A job that was running when the program died is queued again. Project.open calls this. */
  markInterruptedAsQueued(): number;
}
