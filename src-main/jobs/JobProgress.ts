import type { JobRecord } from '#domain/records.ts';
import type { JobProgress as StoredProgress } from '#project/JobStore.ts';
import type { Emit } from './WorkspaceEvent.ts';

export interface JobProgressOptions {
  readonly save: (progress: StoredProgress) => JobRecord;
  readonly emit: Emit;
}

/** At most five reports a second. */
const reportEveryMs = 200;
/** The rate is taken over so many finished items, or all of the last seconds: they may come by the hundred. */
const rateWindow = 32;
const rateWindowMs = 3000;

/** Counts a job's items and reports them: stored, and sent with rate and time left, a few times a second. */
export class JobProgress {
  readonly #save: JobProgressOptions['save'];
  readonly #emit: Emit;
  readonly #begun = new Set<string>();
  #done = 0;
  #failed = 0;
  #total: number | null = null;
  /** When the first item began, then when each was finished; the newest ones. */
  #finishTimes: number[] = [];
  #reportedAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor({ save, emit }: JobProgressOptions) {
    this.#save = save;
    this.#emit = emit;
  }

  /** How much there is, and what was done before (by an earlier start of the same job). */
  expect(total: number, already: { readonly done: number; readonly failed: number }): void {
    this.#total = total;
    this.#done = already.done;
    this.#failed = already.failed;
    this.#reportSoon();
  }

  begin(item: string): void {
    if (this.#finishTimes.length === 0) this.#finishTimes.push(performance.now());
    this.#begun.add(item);
    this.#reportSoon();
  }

  finish(item: string, outcome: 'done' | 'failed'): void {
    this.#begun.delete(item);
    if (outcome === 'done') this.#done++;
    else this.#failed++;
    this.#finishTimes.push(performance.now());
    while (
      this.#finishTimes.length > rateWindow + 1 &&
      this.#finishTimes[0]! < this.#reportedAt - rateWindowMs
    ) {
      this.#finishTimes.shift();
    }
    this.#reportSoon();
  }

  /** The last report; `end` says how the job ended. */
  close(end: Pick<StoredProgress, 'state' | 'error' | 'endedAt'>): JobRecord {
    if (this.#timer) clearTimeout(this.#timer);
    this.#begun.clear();
    return this.#report(end);
  }

  #reportSoon(): void {
    if (this.#timer) return;
    const wait = this.#reportedAt + reportEveryMs - performance.now();
    if (wait <= 0) {
      this.#report({});
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#report({});
    }, wait);
  }

  #report(end: Pick<StoredProgress, 'state' | 'error' | 'endedAt'>): JobRecord {
    this.#reportedAt = performance.now();
    const job = this.#save({
      done: this.#done,
      failed: this.#failed,
      total: this.#total,
      current: [...this.#begun].at(-1) ?? null,
      ...end,
    });
    const itemsPerSecond = this.#rate();
    const left = this.#total === null ? null : this.#total - this.#done - this.#failed;
    const secondsLeft = itemsPerSecond === null || left === null ? null : left / itemsPerSecond;
    this.#emit({ type: 'job', job, itemsPerSecond, secondsLeft });
    return job;
  }

  #rate(): number | null {
    const first = this.#finishTimes[0];
    const count = this.#finishTimes.length - 1;
    if (first === undefined || count === 0) return null;
    return count / (Math.max(1, performance.now() - first) / 1000);
  }
}
