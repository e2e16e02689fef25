import type { PatchTokens } from '#domain/metrics/featureCosine.ts';
import type { Graph } from '#domain/networks/Graph.ts';
import type { ChildProcess } from 'node:child_process';
import { totalmem } from 'node:os';
import { abortError, StudioError } from '#domain/errors.ts';
import { errorFromFailure } from '#compute/pool/protocol.ts';
import type {
  CallKind,
  ChildMessage,
  FeatureOrder,
  InferenceAnswer,
  InferenceCalls,
  InferenceOrder,
  Order,
  Provider,
  ProviderReport,
  RejectedProvider,
  Stage,
} from './protocol.ts';
import { startChild } from './startChild.ts';

export interface InferenceProcessOptions {
  /** Intra-op threads; default ONNX Runtime's own choice, one per core. */
  readonly threads?: number;
  /** The process ends itself when it holds more. Default: three quarters of the machine's memory. */
  readonly memoryLimitBytes?: number;
  /** Without work for so long, the process ends and its memory is free. Default a minute. */
  readonly idleMs?: number;
  /** Told of every end that nobody asked for. */
  readonly onCrash?: (crash: InferenceCrash) => void;
}

export interface InferenceCrash {
  /** As in the failed items' message: `signal SIGKILL`, `exit code 134`. */
  readonly reason: string;
  /** How many items were the suspects and are tried once more, alone; and how many were given up. */
  readonly suspects: number;
  readonly givenUp: number;
}

export interface PredictOptions {
  readonly signal?: AbortSignal;
  /** Told what the item is at; again from the beginning after a crash. */
  readonly onStage?: (stage: Stage, provider: Provider | null) => void;
}

interface Call {
  readonly id: number;
  readonly kind: CallKind;
  readonly order: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly onStage: NonNullable<PredictOptions['onStage']>;
  /** Ends that this call was a suspect of. */
  crashes: number;
  state: 'queued' | 'sent';
  stage: Stage | null;
  provider: Provider | null;
}

/** A cancelled item may still finish within this; then the process need not be ended and started again. */
const cancelGraceMs = 300;
const stderrTail = 600;
/** In a row, by itself; and by someone else, who may have meant another start. */
const mostFailedStarts = { own: 3, killed: 200 };

/**
 * The inference process seen from the program that owns it: started when first needed, ended when idle, started again
 * when it dies. An item that was on the device when it died is tried once more, alone, and then given up; everything else
 * that was under way is simply done again. Where nothing is known of who was on the device, all are suspects, and being
 * tried one at a time shows which one it was.
 */
export class InferenceProcess {
  readonly #options: InferenceProcessOptions;
  readonly #calls = new Map<number, Call>();
  readonly #crashedProviders: RejectedProvider[] = [];
  /** Cancelled items that the process may still be at. */
  readonly #cancelled = new Map<number, NodeJS.Timeout>();
  #child: ChildProcess | null = null;
  #isReady = false;
  #failedStarts = 0;
  #stderr = '';
  #outOfMemory: Extract<ChildMessage, { kind: 'out-of-memory' }> | null = null;
  #idleTimer: NodeJS.Timeout | null = null;
  #lastId = 0;
  #isClosed = false;

  constructor(options: InferenceProcessOptions = {}) {
    this.#options = options;
  }

  /** The running process; null before the first call and after an idle time. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /**
   * Runs a network on one item. Keep a few under way at once, and the device never waits for pictures.
   *
   * @throws what reading pictures throws; BadModel, ProviderUnavailable, CalibrationMissing; OutOfMemory;
   *   InferenceCrashed after the second crash; AbortError
   */
  predict(order: InferenceOrder, options: PredictOptions = {}): Promise<InferenceAnswer> {
    return this.#call('predict', { ...order, crashed: this.#crashedProviders }, options);
  }

  /** The patch tokens of pictures, in their order. @throws as predict */
  features(
    order: Omit<FeatureOrder, 'crashed'>,
    options: PredictOptions = {},
  ): Promise<readonly PatchTokens[]> {
    return this.#call('features', { ...order, crashed: this.#crashedProviders }, options);
  }

  /** Inputs and outputs of a graph. @throws BadModel, OutOfMemory, InferenceCrashed */
  describe(graph: string): Promise<Graph> {
    return this.#call('describe', { graph });
  }

  /** Which providers work on this machine, each tried in turn. @throws InferenceCrashed */
  providers(): Promise<readonly ProviderReport[]> {
    return this.#call('providers', { crashed: this.#crashedProviders });
  }

  /** Ends the process; what was under way is rejected with AbortError. */
  close(): Promise<void> {
    this.#isClosed = true;
    for (const call of [...this.#calls.values()]) this.#settle(call, () => call.reject(abortError()));
    return this.#end();
  }

  #call<K extends CallKind>(
    kind: K,
    order: InferenceCalls[K]['order'],
    { signal, onStage }: PredictOptions = {},
  ): Promise<InferenceCalls[K]['answer']> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new Error(`the inference process is closed; it does not ${kind}`);
      if (signal?.aborted) throw abortError();
      const id = ++this.#lastId;
      const onAbort = () => this.#cancel(id);
      signal?.addEventListener('abort', onAbort, { once: true });
      const done = () => signal?.removeEventListener('abort', onAbort);
      this.#calls.set(id, {
        ...{ id, kind, order, crashes: 0, state: 'queued', stage: null, provider: null },
        onStage: onStage ?? (() => undefined),
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      this.#pump();
    });
  }

  /** Sends what may be sent. A suspect of a crash is sent alone. */
  #pump(): void {
    if (this.#isClosed) return;
    const calls = [...this.#calls.values()];
    if (calls.length === 0) {
      this.#rest();
      return;
    }
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    this.#child ??= this.#start();
    this.#child.ref();
    this.#child.channel?.ref();
    if (!this.#isReady) return;
    const suspect = calls.find(({ crashes }) => crashes > 0);
    const isBusy = calls.some(({ state }) => state === 'sent');
    if (suspect) {
      if (!isBusy) this.#send(suspect);
      return;
    }
    for (const call of calls) if (call.state === 'queued') this.#send(call);
  }

  #send(call: Call): void {
    call.state = 'sent';
    if (this.#child) tell(this.#child, { kind: call.kind, id: call.id, order: call.order } as Order);
  }

  #start(): ChildProcess {
    const { threads = 0, memoryLimitBytes = 0.75 * totalmem() } = this.#options;
    const child = startChild({ threads, memoryLimitBytes });
    this.#isReady = false;
    this.#stderr = '';
    this.#outOfMemory = null;
    child.stderr?.on('data', (text: Buffer) => {
      this.#stderr = (this.#stderr + text.toString()).slice(-stderrTail);
    });
    (child.stderr as (typeof child)['stderr'] & { unref?: () => void })?.unref?.();
    child.on('message', (message) => this.#receive(child, message as ChildMessage));
    child.on('error', (error) => this.#died(child, error.message));
    child.on('exit', (code, signal) => {
      this.#died(child, signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
    return child;
  }

  #receive(child: ChildProcess, message: ChildMessage): void {
    if (child !== this.#child) return;
    if (message.kind === 'ready') {
      this.#isReady = true;
      this.#failedStarts = 0;
      this.#pump();
      return;
    }
    if (message.kind === 'out-of-memory') {
      this.#outOfMemory = message;
      return;
    }
    const call = this.#calls.get(message.id);
    if (!call) {
      if (message.kind !== 'stage') this.#letGo(message.id);
      return;
    }
    if (message.kind === 'stage') {
      call.stage = message.stage;
      call.provider = message.provider;
      call.onStage(message.stage, message.provider);
      return;
    }
    this.#settle(call, () => {
      if (message.kind === 'done') call.resolve(message.answer as never);
      else call.reject(errorFromFailure(message.failure, call.kind));
    });
    this.#pump();
  }

  #settle(call: Call, finish: () => void): void {
    this.#calls.delete(call.id);
    finish();
  }

  #cancel(id: number): void {
    const call = this.#calls.get(id);
    if (!call) return;
    const child = this.#child;
    this.#settle(call, () => call.reject(abortError()));
    if (call.state === 'sent' && child) this.#stopWorkingOn(child, call);
    this.#pump();
  }

  /** The only way to stop a running network is to end its process. */
  #stopWorkingOn(child: ChildProcess, { id }: Call): void {
    tell(child, { kind: 'drop', id });
    const timer = setTimeout(() => {
      this.#letGo(id);
      if (child !== this.#child) return;
      this.#forget(child);
      for (const call of this.#calls.values()) {
        call.state = 'queued';
        call.stage = null;
      }
      this.#pump();
    }, cancelGraceMs).unref();
    this.#cancelled.set(id, timer);
  }

  #letGo(id: number): void {
    clearTimeout(this.#cancelled.get(id));
    this.#cancelled.delete(id);
  }

  /** Ends a process whose end is no crash. */
  #forget(child: ChildProcess): void {
    this.#child = null;
    this.#isReady = false;
    child.kill('SIGKILL');
  }

  #died(child: ChildProcess, reason: string): void {
    if (child !== this.#child) return;
    this.#child = null;
    const wasReady = this.#isReady;
    this.#isReady = false;
    const sent = [...this.#calls.values()].filter(({ state }) => state === 'sent');
    for (const call of sent) call.state = 'queued';
    const most = reason === 'signal SIGKILL' ? mostFailedStarts.killed : mostFailedStarts.own;
    if (!wasReady && ++this.#failedStarts >= most) {
      for (const call of [...this.#calls.values()]) this.#giveUp(call, reason);
      return;
    }
    const crash = this.#judge(sent, reason);
    if (sent.length > 0 || !wasReady) this.#options.onCrash?.(crash);
    this.#pump();
  }

  /** Finds the suspects of a crash, and gives up those that were suspects before. */
  #judge(sent: readonly Call[], reason: string): InferenceCrash {
    const onDevice = sent.filter(({ stage }) => stage === 'running' || stage === 'loading');
    const loading = onDevice.find(({ stage, provider }) => stage === 'loading' && provider !== 'cpu');
    for (const call of sent) call.stage = null;
    if (loading?.provider && this.#outOfMemory === null) {
      this.#crashedProviders.push({
        provider: loading.provider,
        reason: `the inference process died while it loaded the network: ${reason}`,
      });
      return { reason, suspects: 0, givenUp: 0 };
    }
    const suspects = onDevice.length > 0 ? onDevice : sent;
    let givenUp = 0;
    for (const call of suspects) {
      call.crashes++;
      const isKnown = this.#outOfMemory !== null && suspects.length === 1;
      if (call.crashes < 2 && !isKnown) continue;
      this.#giveUp(call, reason);
      givenUp++;
    }
    return { reason, suspects: suspects.length - givenUp, givenUp };
  }

  #giveUp(call: Call, reason: string): void {
    const error = this.#outOfMemory ? memoryError(this.#outOfMemory) : this.#crashError(call, reason);
    this.#settle(call, () => call.reject(error));
  }

  #crashError({ crashes }: Call, reason: string): StudioError {
    const said = this.#stderr.trim().replaceAll(/\s+/g, ' ');
    const told = said === '' ? '' : `; it said: ${said}`;
    const message =
      crashes === 0
        ? `the inference process does not start (${reason})${told}`
        : `the inference process died ${crashes} times while it worked on this item (${reason})${told}`;
    return new StudioError('InferenceCrashed', message, { attempts: crashes, found: reason, stderr: said });
  }

  /** Without work the process does not keep the program alive, and after a while it ends. */
  #rest(): void {
    const child = this.#child;
    if (!child) return;
    child.unref();
    child.channel?.unref();
    this.#idleTimer ??= setTimeout(() => void this.#end(), this.#options.idleMs ?? 60_000).unref();
  }

  async #end(): Promise<void> {
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.ref();
    this.#forget(child);
    await ended;
  }
}

/** A process that cannot be told anything is dead, and its end is announced by itself. */
function tell(child: ChildProcess, order: Order): void {
  child.send(order, () => undefined);
}

function memoryError({ rssBytes, limitBytes }: { rssBytes: number; limitBytes: number }): StudioError {
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  const [found, expected] = [megabytes(rssBytes), megabytes(limitBytes)];
  return new StudioError(
    'OutOfMemory',
    `this item needs more memory than the inference process may have: ${found} MiB of at most ${expected} MiB`,
    { expected, found },
  );
}
