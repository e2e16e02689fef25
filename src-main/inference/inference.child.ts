import { ComputePool } from '#compute/pool/ComputePool.ts';
import { failureFromError } from '#compute/pool/protocol.ts';
import { besideThis } from './besideThis.ts';
import { DeviceThread, type DeviceStage } from './DeviceThread.ts';
import { featuresInChild } from './featuresInChild.ts';
import { predictInChild } from './predictInChild.ts';
import type {
  CallKind,
  ChildMessage,
  ChildSettings,
  InferenceCalls,
  Order,
  Provider,
  Stage,
} from './protocol.ts';

/*
 * The inference process. Its main thread only passes messages, so that it hears its parent while the device works; ONNX
 * Runtime has a thread of its own, and pictures have two. It ends with its parent, and when it grows beyond its limit.
 */
const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings;
const pool = new ComputePool({ size: 2, worker: besideThis('pictures.worker') });
const device = new DeviceThread(settings.threads, (error) => {
  throw error;
});
const running = new Map<number, AbortController>();

function send(message: ChildMessage): void {
  process.send?.(message);
}

async function answerTo(
  id: number,
  order: Exclude<Order, { kind: 'drop' }>,
): Promise<InferenceCalls[CallKind]['answer']> {
  if (order.kind === 'describe') return await device.call('describe', order.order);
  const onStage = (stage: Stage, provider: Provider | null) => send({ kind: 'stage', id, stage, provider });
  if (order.kind === 'providers') {
    const tell = ({ stage, provider }: DeviceStage) => onStage(stage, provider);
    return await device.call('providers', order.order, { onStage: tell });
  }
  const abort = new AbortController();
  running.set(id, abort);
  const options = { signal: abort.signal, onStage };
  if (order.kind === 'features') return await featuresInChild(device, order.order, options);
  return await predictInChild({ pool, device }, order.order, options);
}

async function serve(order: Order): Promise<void> {
  const { id } = order;
  if (order.kind === 'drop') {
    running.get(id)?.abort();
    return;
  }
  try {
    send({ kind: 'done', id, answer: await answerTo(id, order) });
  } catch (error) {
    send({ kind: 'failed', id, failure: failureFromError(error) });
  } finally {
    running.delete(id);
  }
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

process.on('message', (order: Order) => void serve(order));
process.on('disconnect', end);
setInterval(() => {
  const rssBytes = process.memoryUsage.rss();
  if (rssBytes <= settings.memoryLimitBytes) return;
  const message: ChildMessage = { kind: 'out-of-memory', rssBytes, limitBytes: settings.memoryLimitBytes };
  process.send?.(message, undefined, undefined, end);
}, 50).unref();
send({ kind: 'ready' });
