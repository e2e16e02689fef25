import { availableParallelism, totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { abortError } from '#domain/errors.ts';
import type { Task } from '../tasks/Task.ts';
import { errorFromFailure, type WorkAnswer, type WorkOrder } from './protocol.ts';
import { workerUrl } from './workerUrl.ts';

export interface ComputePoolOptions {
  /** Worker threads at most; never more than the machine has cores. Default: one per core and GiB of memory. */
  readonly size?: number;
  /** The worker's entry file; tests give their own. */
  readonly worker?: URL;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Share done, [0, 1]; steps of at least 1 %. */
  readonly onProgress?: (share: number) => void;
  /** Buffers of the input that may be moved instead of copied; the caller must not use them afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Lets what is asked for soon after it go first: for work that may wait, but not for ever. */
  readonly isPatient?: boolean;
}

interface PendingTask {
  readonly order: Omit<WorkOrder, 'threads'>;
  readonly options: RunOptions;
  readonly onAbort: () => void;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A patient task lets so many later ones go first at most. */
const patience = 16;

interface Member {
  readonly worker: Worker;
  current: PendingTask | null;
}

/**
 * Runs tasks in worker threads, first come first served save for patient ones. Threads start when first needed and are
 * kept. Inputs are copied unless handed over with `transfer`; typed arrays of outputs are moved, not copied.
 */
export class ComputePool {
  readonly size: number;
  readonly #worker: URL;
  readonly #members = new Set<Member>();
  #queue: PendingTask[] = [];
  #lastId = 0;
  #isClosed = false;

  constructor(options: ComputePoolOptions = {}) {
    const wanted = options.size ?? Math.floor(totalmem() / 2 ** 30);
    this.size = Math.max(1, Math.min(availableParallelism(), wanted));
    this.#worker = options.worker ?? workerUrl();
  }

  /**
   * Runs a task. On abort a queued task is dropped at once; a running one stops at its next `checkCancelled`, and the
   * promise settles only then, so that its thread is free again.
   *
   * @throws AbortError when cancelled; StudioError as the work threw it; a plain Error for a bug in the work, a worker
   *   that died, or a closed pool.
   */
  run<Input, Output>(task: Task<Input, Output>, input: Input, options: RunOptions = {}): Promise<Output> {
    return new Promise<Output>((resolve, reject) => {
      if (this.#isClosed) throw new Error(`the pool is closed; ${task.name} cannot run`);
      if (options.signal?.aborted) throw abortError();
      const cancelled = new SharedArrayBuffer(4);
      const isWatched = options.onProgress !== undefined;
      const order = { id: ++this.#lastId, task: task.name, input, cancelled, isWatched };
      const onAbort = () => this.#cancel(order);
      options.signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push({
        order,
        options,
        onAbort,
        resolve: (output) => resolve(output as Output),
        reject,
      });
      this.#startNext();
    });
  }

  /** Drops what is queued, stops what runs (both with AbortError) and ends the threads. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const queued = this.#queue;
    this.#queue = [];
    for (const pending of queued) settle(pending, () => pending.reject(abortError()));
    const members = [...this.#members];
    this.#members.clear();
    for (const { current } of members) {
      if (current) settle(current, () => current.reject(abortError()));
    }
    await Promise.all(members.map(({ worker }) => worker.terminate()));
  }

  #cancel(order: PendingTask['order']): void {
    Atomics.store(new Int32Array(order.cancelled), 0, 1);
    const dropped = this.#queue.find((pending) => pending.order === order);
    if (dropped === undefined) return;
    this.#queue = this.#queue.filter((pending) => pending !== dropped);
    settle(dropped, () => dropped.reject(abortError()));
  }

  #startNext(): void {
    while (this.#queue.length > 0) {
      const member = this.#idleMember();
      if (member === null) return;
      const pending = this.#takeNext();
      member.current = pending;
      member.worker.ref();
      try {
        const order: WorkOrder = { ...pending.order, threads: this.#spareThreads() };
        member.worker.postMessage(order, [...(pending.options.transfer ?? [])]);
      } catch (error) {
        this.#release(member);
        settle(pending, () => pending.reject(error instanceof Error ? error : new Error(String(error))));
      }
    }
  }

  #takeNext(): PendingTask {
    let at = 0;
    this.#queue.forEach((pending, i) => {
      if (rankOf(pending) < rankOf(this.#queue[at]!)) at = i;
    });
    return this.#queue.splice(at, 1)[0]!;
  }

  /** What is left of the cores for the task that starts now, once every running and queued task has one. */
  #spareThreads(): number {
    const others = [...this.#members].filter(({ current }) => current !== null).length - 1;
    return Math.max(1, availableParallelism() - others - this.#queue.length);
  }

  #idleMember(): Member | null {
    for (const member of this.#members) if (member.current === null) return member;
    return this.#members.size < this.size ? this.#addMember() : null;
  }

  #addMember(): Member {
    const member: Member = { worker: new Worker(this.#worker), current: null };
    this.#members.add(member);
    member.worker.on('message', (answer: WorkAnswer) => this.#receive(member, answer));
    member.worker.on('error', (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#replace(member, reason, error);
    });
    member.worker.on('exit', (code) => this.#replace(member, `it exited with code ${code}`));
    return member;
  }

  #receive(member: Member, answer: WorkAnswer): void {
    const pending = member.current;
    if (pending?.order.id !== answer.id) return;
    if (answer.kind === 'progress') {
      pending.options.onProgress?.(answer.share);
      return;
    }
    this.#release(member);
    settle(pending, () => {
      if (pending.options.signal?.aborted) pending.reject(abortError());
      else if (answer.kind === 'done') pending.resolve(answer.output);
      else pending.reject(errorFromFailure(answer.failure, pending.order.task));
    });
    this.#startNext();
  }

  /** An idle thread does not keep the program alive. */
  #release(member: Member): void {
    member.current = null;
    member.worker.unref();
  }

  /** A dead worker's task fails; a fresh worker starts when the queue needs one. */
  #replace(member: Member, reason: string, cause?: unknown): void {
    if (!this.#members.delete(member)) return;
    const pending = member.current;
    if (pending) {
      const message = `the worker thread doing ${pending.order.task} died: ${reason}`;
      settle(pending, () => pending.reject(new Error(message, { cause })));
    }
    this.#startNext();
  }
}

/** Its place in the queue; among equals the first asked for goes first. */
function rankOf({ order, options }: PendingTask): number {
  return order.id + (options.isPatient ? patience : 0);
}

function settle(pending: PendingTask, finish: () => void): void {
  pending.options.signal?.removeEventListener('abort', pending.onAbort);
  finish();
}
