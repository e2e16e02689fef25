/**
 * The name and types of a piece of work that runs in a worker thread. The work itself stands in a file of its own and
 * is registered in pool/compute.worker.ts, so that a caller never imports it.
 */
export interface Task<Input, Output> {
  readonly name: string;
  /** Types only; never set. */
  readonly types?: { input: Input; output: Output };
}

/** What the work may ask of its surroundings. */
export interface TaskContext {
  /** Throws AbortError when the caller has cancelled. Call between row bands; it costs one atomic load. */
  checkCancelled(): void;
  /** Share done, [0, 1]. Cheap; the pool thins it out. */
  progress(share: number): void;
  /** How many threads the work may use, its own included, so that all running tasks together fill the cores at most. */
  readonly threads: number;
}

export type TaskWork<Input, Output> = (input: Input, context: TaskContext) => Output | Promise<Output>;

export function defineTask<Input, Output>(name: string): Task<Input, Output> {
  return { name };
}
