import type { ComputePool } from '#compute/pool/ComputePool.ts';
import type { Inference } from '#inference/Inference.ts';
import { abortError, isAbortError, isStudioError, StudioError } from '#domain/errors.ts';
import type { JobRecord } from '#domain/records.ts';
import type { JobProgress as StoredProgress } from '#project/JobStore.ts';
import { projectErrorFrom } from '#project/openDatabase.ts';
import type { Project } from '#project/Project.ts';
import type { JobContext, JobDraft, JobKind, JobRecipes } from './JobContext.ts';
import { JobProgress } from './JobProgress.ts';
import type { Emit } from './WorkspaceEvent.ts';

export interface QueueOptions {
  readonly project: Project;
  readonly pool: ComputePool;
  /** Default: no networks are run. */
  readonly inference?: Inference | null;
  readonly recipes: JobRecipes;
  readonly emit: Emit;
  /** Told of every error that is not an expected failure. */
  readonly onBug: (error: unknown) => void;
}

interface RunningJob {
  readonly id: number;
  readonly lane: Lane;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly ended: Promise<JobRecord>;
}

/** Evaluation after an edit and the doctor's checks do not wait for a long run: one job at a time in each lane. */
type Lane = 'work' | 'evaluate' | 'check';
const laneOf = (kind: JobKind): Lane => (kind === 'evaluate' || kind === 'check' ? kind : 'work');

/**
 * The project's jobs. They are stored before they start, so that a job which was waiting or running when the program
 * died, or the project was closed, goes on when the queue of the reopened project is started.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #running = new Map<number, RunningJob>();
  readonly #waiters = new Map<number, ((job: JobRecord) => void)[]>();
  /** Jobs whose newest state found no room on the disk. */
  readonly #unstored = new Map<number, JobRecord>();
  #state: 'paused' | 'started' | 'closed' = 'paused';

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Runs what waits, oldest first, and from now on what is added. */
  start(): void {
    this.#state = 'started';
    this.#pump();
  }

  /** Queues a job. One that waits already with the same work is answered instead of a second one. */
  add(draft: JobDraft): JobRecord {
    const { jobs } = this.#options.project;
    const payload = JSON.stringify(draft.payload);
    const same = jobs
      .queued()
      .find(({ id, kind }) => kind === draft.kind && JSON.stringify(jobs.payload(id)) === payload);
    const job = same ?? jobs.add(draft);
    this.#announce(job);
    // A run was made or got more items.
    if (job.runId !== null) this.#options.emit({ type: 'project' });
    this.#pump();
    return job;
  }

  /**
   * Cancels a job: a waiting one at once, a running one within one item; answers the job as it ended.
   *
   * @throws NotFound
   */
  async cancel(id: number): Promise<JobRecord> {
    const { jobs } = this.#options.project;
    const job = this.#recordOf(id);
    const running = this.#running.get(id);
    if (running) {
      running.abort.abort(abortError());
      return await running.ended;
    }
    if (job.state !== 'queued') return job;
    const cancelled = jobs.update(id, { state: 'cancelled', endedAt: now() });
    this.#announce(cancelled);
    this.#tellWaiters(cancelled);
    return cancelled;
  }

  /**
   * Queues a cancelled or failed job again; it goes on where it was.
   *
   * @throws NotFound, BadRequest (the job is not one that stopped)
   */
  resume(id: number): JobRecord {
    const { jobs } = this.#options.project;
    const { state } = this.#recordOf(id);
    if (state !== 'cancelled' && state !== 'failed') {
      throw new StudioError('BadRequest', `job ${id} is ${state}; only a cancelled or failed one resumes`, {
        job: id,
        expected: 'cancelled or failed',
        found: state,
      });
    }
    const job = jobs.update(id, { state: 'queued', error: null, endedAt: null });
    this.#unstored.delete(id);
    this.#announce(job);
    this.#pump();
    return job;
  }

  /**
   * The job as it ended: done, failed or cancelled; queued when the queue was closed before.
   *
   * @throws NotFound
   */
  async whenEnded(id: number): Promise<JobRecord> {
    const job = this.#recordOf(id);
    if (job.state !== 'queued' && job.state !== 'running') return job;
    return await new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]);
    });
  }

  /** Stops within one item; what was running waits for the next start of the project. */
  async close(): Promise<void> {
    this.#state = 'closed';
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort(abortError());
    await Promise.all(running.map(({ ended }) => ended));
    for (const id of [...this.#waiters.keys()]) this.#tellWaiters(this.#options.project.jobs.get(id));
  }

  #pump(): void {
    if (this.#state !== 'started') return;
    const busy = new Set([...this.#running.values()].map(({ lane }) => lane));
    for (const job of this.#options.project.jobs.queued()) {
      const lane = laneOf(job.kind);
      if (busy.has(lane) || this.#unstored.has(job.id)) continue;
      busy.add(lane);
      const abort = new AbortController();
      this.#running.set(job.id, { id: job.id, lane, abort, ended: this.#run(job, abort.signal) });
    }
  }

  async #run({ id, kind }: JobRecord, signal: AbortSignal): Promise<JobRecord> {
    const { project, pool, inference = null, recipes, emit } = this.#options;
    const save = (stored: StoredProgress): JobRecord => this.#save(id, stored);
    save({ state: 'running', startedAt: now() });
    const progress = new JobProgress({ save, emit });
    const payload = project.jobs.payload(id);
    const add = (draft: JobDraft): JobRecord => this.add(draft);
    const context = { project, pool, inference, payload, signal, progress, emit, add } as JobContext;
    // Let the caller of add() return before the first step runs.
    await Promise.resolve();
    const end = await this.#endOf(recipes[kind] as (context: JobContext) => Promise<void>, context);
    const job = progress.close(end);
    this.#running.delete(id);
    this.#tellWaiters(job);
    emit({ type: 'project' });
    this.#pump();
    return job;
  }

  async #endOf(recipe: (context: JobContext) => Promise<void>, context: JobContext) {
    try {
      context.signal.throwIfAborted();
      await recipe(context);
      return { state: 'done', error: null, endedAt: now() } as const;
    } catch (thrown) {
      const error = projectErrorFrom(thrown, context.project.path);
      if (isAbortError(error) && context.signal.aborted) {
        if (this.#state === 'closed') return { state: 'queued', endedAt: null } as const;
        return { state: 'cancelled', error: null, endedAt: now() } as const;
      }
      if (!isStudioError(error)) this.#options.onBug(error);
      const message = error instanceof Error ? error.message : String(error);
      const told = isStudioError(error) ? error.toJSON() : { tag: 'Bug', message };
      return { state: 'failed', error: told, endedAt: now() } as const;
    }
  }

  /** A full disk ends the job, not the program: what cannot be stored is remembered, and told all the same. */
  #save(id: number, progress: StoredProgress): JobRecord {
    const { jobs, path } = this.#options.project;
    try {
      const stored = jobs.update(id, { ...this.#unstored.get(id), ...progress });
      this.#unstored.delete(id);
      return stored;
    } catch (error) {
      const expected = projectErrorFrom(error, path);
      if (!isStudioError(expected) || expected.tag !== 'CannotWrite') throw error;
      const unstored = { ...this.#recordOf(id), ...progress };
      this.#unstored.set(id, unstored);
      return unstored;
    }
  }

  /** The job as it is, also where that could not be stored. @throws NotFound */
  #recordOf(id: number): JobRecord {
    return this.#unstored.get(id) ?? this.#options.project.jobs.get(id);
  }

  #announce(job: JobRecord): void {
    this.#options.emit({ type: 'job', job, itemsPerSecond: null, secondsLeft: null });
  }

  #tellWaiters(job: JobRecord): void {
    const waiters = this.#waiters.get(job.id) ?? [];
    this.#waiters.delete(job.id);
    for (const tell of waiters) tell(job);
  }
}

function now(): string {
  return new Date().toISOString();
}
