import { parentPort } from 'node:worker_threads';
import { abortError } from '#domain/errors.ts';
import type { Task, TaskContext, TaskWork } from '../tasks/Task.ts';
import { failureFromError, type WorkAnswer, type WorkOrder } from './protocol.ts';
import { transferables } from './transferables.ts';

/** A task with its work. */
export interface Registration {
  readonly name: string;
  readonly work: (input: unknown, context: TaskContext) => unknown;
}

/** Pairs a task with its work; the types are checked here, once, and then cross the thread boundary as messages. */
export function register<Input, Output>(
  task: Task<Input, Output>,
  work: TaskWork<Input, Output>,
): Registration {
  return { name: task.name, work: (input, context) => work(input as Input, context) };
}

/** Progress finer than this share is not sent. */
const progressStep = 0.01;

/**
 * The worker's side of the pool: answers orders one at a time until the pool ends the thread.
 *
 * @throws a plain Error when it is not in a worker thread.
 */
export function serveTasks(registrations: readonly Registration[]): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks runs in worker threads only');
  const works = new Map(registrations.map(({ name, work }) => [name, work]));

  port.on('message', (order: WorkOrder) => {
    void answer(order).then((message) => {
      port.postMessage(message, message.kind === 'done' ? transferables(message.output) : []);
    });
  });

  async function answer({ id, task, input, cancelled, threads, isWatched }: WorkOrder): Promise<WorkAnswer> {
    try {
      const work = works.get(task);
      if (work === undefined) throw new Error(`no work is registered for the task ${task}`);
      const context = contextFor(new Int32Array(cancelled), threads, (share) => {
        if (isWatched) port?.postMessage({ kind: 'progress', id, share } satisfies WorkAnswer);
      });
      context.checkCancelled();
      return { kind: 'done', id, output: await work(input, context) };
    } catch (error) {
      return { kind: 'failed', id, failure: failureFromError(error) };
    }
  }
}

function contextFor(cancelled: Int32Array, threads: number, send: (share: number) => void): TaskContext {
  let sent = 0;
  return {
    threads,
    checkCancelled() {
      if (Atomics.load(cancelled, 0) !== 0) throw abortError();
    },
    progress(share) {
      if (share < sent + progressStep && share < 1) return;
      sent = share;
      send(share);
    },
  };
}
