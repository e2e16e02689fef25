import { Worker } from 'node:worker_threads';
import type { HelperAnswer, HelperOrder, HelperStart } from './helperProtocol.ts';
import type { ThreadPlan } from './KernelSettings.ts';

interface Helper {
  readonly worker: Worker;
  /** Resolves when it is ready or has died. */
  readonly settled: Promise<void>;
  isReady: boolean;
  /** Settles the plan that it executes. */
  finish: ((failure: Error | null) => void) | null;
}

/**
 * Threads that help the calling one with a frame. They start when asked for, are kept, and do not keep the program
 * alive. Where one dies, its plan fails and it is not used again.
 */
export class HelperCrew {
  readonly #module: WebAssembly.Module;
  #helpers: Helper[] = [];
  #memory: WebAssembly.Memory | null = null;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** Helpers that can take a plan now. */
  get ready(): number {
    return this.#helpers.filter(({ isReady }) => isReady).length;
  }

  /** Starts helpers until there are `count`; resolves when as many are ready or have died. */
  async grow(count: number): Promise<void> {
    while (this.#helpers.length < count) this.#start();
    await Promise.all(this.#helpers.map(({ settled }) => settled));
  }

  /** Lets plans run on this memory from now on. */
  bind(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    for (const { worker } of this.#helpers) send(worker, { kind: 'bind', memory });
  }

  /** Lets go of the memory, here and in the helpers. */
  forget(): void {
    this.#memory = null;
    for (const { worker } of this.#helpers) send(worker, { kind: 'forget' });
  }

  /**
   * Executes each plan on a helper of its own; at most `ready` plans.
   * @returns settles when all have ended. Rejects with the first failure.
   */
  async execute(plans: readonly ThreadPlan[], stopFlag: number): Promise<void> {
    const helpers = this.#helpers.filter(({ isReady }) => isReady).slice(0, plans.length);
    const ends = helpers.map(
      (helper, i) =>
        new Promise<Error | null>((resolve) => {
          helper.finish = resolve;
          helper.worker.ref();
          send(helper.worker, { kind: 'execute', plan: plans[i]!, stopFlag });
        }),
    );
    const failure = (await Promise.all(ends)).find((end) => end !== null);
    if (failure) throw failure;
  }

  async close(): Promise<void> {
    const helpers = this.#helpers;
    this.#helpers = [];
    await Promise.all(helpers.map(({ worker }) => worker.terminate()));
  }

  #start(): void {
    const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const entry = new URL(`./sweepHelper.worker${suffix}`, import.meta.url);
    const start: HelperStart = { module: this.#module };
    const worker = new Worker(entry, { workerData: start });
    const helper: Helper = { worker, settled: untilSettled(worker), isReady: false, finish: null };
    this.#helpers.push(helper);
    if (this.#memory) send(helper.worker, { kind: 'bind', memory: this.#memory });
    helper.worker.on('message', (answer: HelperAnswer) => receive(helper, answer));
    helper.worker.on('error', (error) =>
      this.#drop(helper, new Error('a helper thread died', { cause: error })),
    );
    helper.worker.on('exit', (code) =>
      this.#drop(helper, new Error(`a helper thread exited with code ${code}`)),
    );
  }

  #drop(helper: Helper, reason: Error): void {
    this.#helpers = this.#helpers.filter((other) => other !== helper);
    helper.finish?.(reason);
    helper.finish = null;
  }
}

/** Until then the worker keeps the program alive, afterwards not. */
function untilSettled(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('message', () => {
      worker.unref();
      resolve();
    });
    worker.once('exit', () => resolve());
  });
}

function send(worker: Worker, order: HelperOrder): void {
  worker.postMessage(order);
}

function receive(helper: Helper, answer: HelperAnswer): void {
  if (answer.kind === 'ready') {
    helper.isReady = true;
    return;
  }
  const { finish } = helper;
  helper.finish = null;
  helper.worker.unref();
  if (answer.kind === 'done') finish?.(null);
  else {
    const bug = new Error(answer.message);
    bug.stack = answer.stack;
    finish?.(bug);
  }
}
