import { Worker } from 'node:worker_threads';
import { errorFromFailure } from '#compute/pool/protocol.ts';
import { besideThis } from './besideThis.ts';
import type { DeviceAnswerOf, DeviceCall, DeviceMessage, DeviceOrderOf } from './device.ts';

export type DeviceStage = Pick<Extract<DeviceMessage, { kind: 'stage' }>, 'stage' | 'provider'>;

interface Waiting {
  readonly resolve: (answer: DeviceAnswerOf<DeviceCall>) => void;
  readonly reject: (error: Error) => void;
  readonly onStage: (stage: DeviceStage) => void;
}

/** The thread with ONNX Runtime, seen from the inference process's main thread. Orders are served one after the other. */
export class DeviceThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** @param onDeath called when the thread ends, which it should not: nothing can be run any more */
  constructor(threads: number, onDeath: (error: Error) => void) {
    this.#worker = new Worker(besideThis('device.worker'), { workerData: { threads } });
    this.#worker.on('message', (message: DeviceMessage) => this.#receive(message));
    this.#worker.on('error', (error) => onDeath(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', (code) => onDeath(new Error(`the device thread ended with code ${code}`)));
  }

  /** Tensors of the order are moved, not copied. @throws what Runtime throws */
  call<K extends DeviceCall>(
    kind: K,
    order: DeviceOrderOf<K>,
    options: { readonly transfer?: ArrayBuffer[]; readonly onStage?: (stage: DeviceStage) => void } = {},
  ): Promise<DeviceAnswerOf<K>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const onStage = options.onStage ?? (() => undefined);
      this.#waiting.set(id, { resolve: (answer) => resolve(answer), reject, onStage });
      this.#worker.postMessage({ kind, id, order }, options.transfer ?? []);
    });
  }

  #receive(message: DeviceMessage): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.kind === 'stage') {
      waiting.onStage(message);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.kind === 'done') waiting.resolve(message.answer);
    else waiting.reject(errorFromFailure(message.failure, 'inference'));
  }
}
