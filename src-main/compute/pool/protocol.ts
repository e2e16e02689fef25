import {
  abortError,
  isAbortError,
  isStudioError,
  reviveError,
  type SerialisedError,
} from '#domain/errors.ts';

/** Pool → worker: do this. `cancelled` is one int32 in shared memory; non-zero asks the work to stop. */
export interface WorkOrder {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
  readonly cancelled: SharedArrayBuffer;
  /** Cores that nobody else has a claim to when the order is given, the worker's own included. */
  readonly threads: number;
  /** Whether anybody wants to hear of its progress. */
  readonly isWatched: boolean;
}

/** Worker → pool. Every order is answered by any number of `progress` and then one of the others. */
export type WorkAnswer =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: WorkFailure };

/** How a thrown error crosses the thread boundary: an expected failure keeps its tag, a bug its stack. */
export type WorkFailure =
  | { readonly kind: 'expected'; readonly error: SerialisedError }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

/** What a worker says about an error that its work threw. */
export function failureFromError(error: unknown): WorkFailure {
  if (isAbortError(error)) return { kind: 'cancelled' };
  if (isStudioError(error)) {
    return {
      kind: 'expected',
      error: { tag: error.tag, message: error.message, fields: error.fields },
    };
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  return { kind: 'bug', message: bug.message, stack: bug.stack ?? bug.message };
}

/** The error that the pool's caller sees; a bug names the task and keeps the worker's stack. */
export function errorFromFailure(failure: WorkFailure, task: string): Error {
  switch (failure.kind) {
    case 'cancelled':
      return abortError();
    case 'expected':
      return reviveError(failure.error);
    case 'bug': {
      const bug = new Error(`${task}: ${failure.message}`);
      bug.stack = failure.stack;
      return bug;
    }
  }
}
