import { parentPort, workerData } from 'node:worker_threads';
import type { HelperAnswer, HelperOrder, HelperStart } from './helperProtocol.ts';
import type { Kernels } from './loadKernels.ts';
import { loadKernels } from './loadKernels.ts';
import { releaseMemory } from './releaseMemory.ts';

/* A helper thread's entry: executes plans on the memory of the thread that started it. */
const port = parentPort!;
const { module } = workerData as HelperStart;
const idle = { rowDone: () => undefined, waiting: () => undefined, rowSummed: () => undefined };
let memory: WebAssembly.Memory | null = null;
let kernels: Kernels | null = null;

port.on('message', (order: HelperOrder) => {
  switch (order.kind) {
    case 'bind':
      memory = order.memory;
      kernels = loadKernels(module, memory, idle);
      break;
    case 'execute':
      answer(execute(order));
      break;
    case 'forget':
      memory = null;
      kernels = null;
      releaseMemory();
  }
});
answer({ kind: 'ready' });

/** A failure also stops the other threads, which would wait for this one. */
function execute({ plan, stopFlag }: Extract<HelperOrder, { kind: 'execute' }>): HelperAnswer {
  try {
    kernels!.execute(plan);
    return { kind: 'done' };
  } catch (error) {
    Atomics.store(new Int32Array(memory!.buffer), stopFlag >> 2, 1);
    const bug = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message: bug.message, stack: bug.stack ?? bug.message };
  }
}

function answer(message: HelperAnswer): void {
  port.postMessage(message);
}
