import { parentPort, workerData } from 'node:worker_threads';
import { failureFromError } from '#compute/pool/protocol.ts';
import { transferables } from '#compute/pool/transferables.ts';
import type { DeviceAnswerOf, DeviceCall, DeviceMessage, DeviceOrder } from './device.ts';
import { Runtime, type StageListener } from './Runtime.ts';

/* The thread of the inference process that owns ONNX Runtime. Orders wait in its port, so that the device never does. */
const port = parentPort;
if (port === null) throw new Error('device.worker.ts runs in a worker thread only');
const runtime = new Runtime((workerData as { threads: number }).threads);
let last: Promise<void> = Promise.resolve();

function send(message: DeviceMessage): void {
  port?.postMessage(message, message.kind === 'done' ? transferables(message.answer) : []);
}

function answerTo({ kind, id, order }: DeviceOrder): Promise<DeviceAnswerOf<DeviceCall>> {
  if (kind === 'describe') return runtime.describe(order);
  const onStage: StageListener = (stage, provider) => send({ kind: 'stage', id, stage, provider });
  if (kind === 'providers') return runtime.providers(order, onStage);
  return runtime.run(order, onStage);
}

async function serve(order: DeviceOrder): Promise<void> {
  const { id } = order;
  try {
    send({ kind: 'done', id, answer: await answerTo(order) });
  } catch (error) {
    send({ kind: 'failed', id, failure: failureFromError(error) });
  }
}

port.on('message', (order: DeviceOrder) => {
  last = last.then(() => serve(order));
});
