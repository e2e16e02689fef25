import type { Graph } from '#domain/networks/Graph.ts';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { StudioError } from '#domain/errors.ts';
import type { AnsweredTensor } from '#domain/networks/mapFromTensor.ts';
import type { ModelConstant, ModelOutput } from '#domain/networks/ModelManifest.ts';
import type { RanGraph, RunGraph } from './device.ts';
import { isFaultyGraph, isOutOfMemory, runtimeMessage } from './runtimeMessage.ts';
import { pairTensors, type FeedShape } from './pairTensors.ts';
import { knownProviders, providerOrder } from './providerOrder.ts';
import { fromTensor, tensorOfType } from './tensorTypes.ts';
import type { Provider, ProviderReport, RejectedProvider } from './protocol.ts';
import { probeGraph } from './probeGraph.ts';

export type StageListener = (stage: 'loading' | 'running', provider: Provider) => void;

interface LoadedGraph {
  readonly session: InferenceSession;
  readonly provider: Provider;
  readonly rejected: readonly RejectedProvider[];
  usedAt: number;
}

/** Two networks at a time: enough to compare them side by side, item by item. */
const mostGraphs = 2;

/**
 * ONNX Runtime, in the one thread that calls it: `create` and `run` block the thread. Keeps the graphs it has loaded, and
 * lets go of the one that was used longest ago.
 */
export class Runtime {
  readonly #threads: number;
  readonly #loaded = new Map<string, LoadedGraph>();
  #endedAt: number | null = null;

  constructor(threads: number) {
    this.#threads = threads;
    // Every provider that is tried in vain would be an error on stderr; the reason is kept instead.
    env.logLevel = 'fatal';
  }

  /** @throws BadModel, ProviderUnavailable, OutOfMemory */
  async run(order: RunGraph, onStage: StageListener): Promise<RanGraph> {
    const key = `${order.graph}\n${order.sha256}\n${order.provider}`;
    const startedAt = performance.now();
    let graph = this.#loaded.get(key);
    let loadMs = 0;
    if (graph === undefined) {
      await this.#makeRoom();
      graph = await this.#load(order, onStage);
      this.#loaded.set(key, graph);
      loadMs = performance.now() - startedAt;
      this.#endedAt = null;
    }
    const { session, provider, rejected } = graph;
    const fetched = fetchedOutputs(session, order);
    const feeds = feedsFor(session, order);
    onStage('running', provider);
    const runAt = performance.now();
    const idleMs = this.#endedAt === null ? 0 : runAt - this.#endedAt;
    const answers = await session.run(feeds, fetched).catch((error: unknown) => refuseRun(error, order));
    this.#endedAt = performance.now();
    graph.usedAt = this.#endedAt;
    const named = Object.fromEntries(
      fetched.map((name) => [name, fromTensor(answers[name] as Tensor, name)]),
    );
    const [map = '', ...others] = fetched;
    return {
      tensor: named[map] as AnsweredTensor,
      others: Object.fromEntries(others.map((name) => [name, named[name]!])),
      provider,
      rejected,
      loadMs,
      inferMs: this.#endedAt - runAt,
      idleMs,
    };
  }

  /** @throws BadModel, OutOfMemory */
  async describe({ graph }: { readonly graph: string }): Promise<Graph> {
    const session = await this.#create(graph, 'cpu').catch((error: unknown) => refuseGraph(error, graph));
    const { inputMetadata, outputMetadata } = session;
    const describe = (entries: InferenceSession['inputMetadata']) =>
      entries.map((entry) => ({
        name: entry.name,
        type: entry.isTensor ? entry.type : 'no tensor',
        shape: entry.isTensor ? [...entry.shape] : [],
      }));
    const description = { inputs: describe(inputMetadata), outputs: describe(outputMetadata) };
    await session.release();
    return description;
  }

  /** Tries every provider with a graph of one node. */
  async providers(
    { crashed }: { readonly crashed: readonly RejectedProvider[] },
    onStage: StageListener,
  ): Promise<readonly ProviderReport[]> {
    const reports: ProviderReport[] = [];
    for (const provider of knownProviders(process.platform)) {
      const before = crashed.find((entry) => entry.provider === provider);
      if (before) {
        reports.push({ provider, works: false, detail: before.reason });
        continue;
      }
      onStage('loading', provider);
      try {
        const session = await this.#create(probeGraph, provider);
        await session.release();
        reports.push({ provider, works: true, detail: 'a session opens on it' });
      } catch (error) {
        reports.push({ provider, works: false, detail: runtimeMessage(error) });
      }
    }
    return reports;
  }

  async #makeRoom(): Promise<void> {
    if (this.#loaded.size < mostGraphs) return;
    const [oldest] = [...this.#loaded].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (!oldest) return;
    this.#loaded.delete(oldest[0]);
    await oldest[1].session.release();
  }

  async #load({ graph, provider, crashed }: RunGraph, onStage: StageListener): Promise<LoadedGraph> {
    const wanted = provider === 'auto' ? providerOrder(process.platform) : [provider];
    const rejected: RejectedProvider[] = [];
    for (const candidate of wanted) {
      const before = crashed.find((entry) => entry.provider === candidate);
      if (before) {
        rejected.push(before);
        continue;
      }
      onStage('loading', candidate);
      try {
        const session = await this.#create(graph, candidate);
        return { session, provider: candidate, rejected, usedAt: performance.now() };
      } catch (error) {
        if (candidate === 'cpu' || isFaultyGraph(error) || isOutOfMemory(error)) refuseGraph(error, graph);
        rejected.push({ provider: candidate, reason: runtimeMessage(error) });
      }
    }
    const reasons = rejected.map((entry) => `${entry.provider}: ${entry.reason}`).join('; ');
    throw new StudioError('ProviderUnavailable', `no provider that was asked for works here: ${reasons}`, {
      expected: wanted.join(', '),
      found: reasons,
    });
  }

  #create(graph: string | Uint8Array, provider: Provider): Promise<InferenceSession> {
    const options: InferenceSession.SessionOptions = {
      executionProviders: [provider],
      logSeverityLevel: 4,
      ...(this.#threads > 0 ? { intraOpNumThreads: this.#threads } : {}),
    };
    return typeof graph === 'string'
      ? InferenceSession.create(graph, options)
      : InferenceSession.create(graph, options);
  }
}

/** The map's output first, then those that the formula needs, then its confidence. @throws BadModel */
function fetchedOutputs({ outputMetadata }: InferenceSession, { output, graph }: RunGraph): string[] {
  const names = outputMetadata.map(({ name }) => name);
  const maps = outputMetadata.filter((entry) => entry.isTensor && [3, 4].includes(entry.shape.length));
  const map = output.tensorName ?? (names.length === 1 ? names[0] : maps[0]?.name);
  const wanted = [map ?? 'a map of rank 3 or 4', ...formulaOutputs(output), ...confidenceOutputs(output)];
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const found = names.join(', ');
    throw new StudioError('BadModel', `${graph}: the network has no output ${name}; it has ${found}`, {
      file: graph,
      expected: name,
      found,
    });
  }
  return [...new Set(wanted)];
}

function confidenceOutputs({ confidence }: ModelOutput): string[] {
  return confidence === undefined ? [] : [confidence.tensorName];
}

function formulaOutputs({ formula }: ModelOutput): string[] {
  const names =
    formula.kind === 'point-map'
      ? [formula.maskTensor, formula.scaleTensor]
      : formula.kind === 'canonical-inverse-depth'
        ? [formula.focalTensor, formula.fovTensor]
        : [];
  return names.filter((name) => name !== null);
}

/** @throws BadModel where the graph's inputs are not those of the manifest */
function feedsFor({ inputMetadata }: InferenceSession, order: RunGraph): Record<string, Tensor> {
  const inputs = inputMetadata.map((entry) => ({
    name: entry.name,
    type: entry.isTensor ? entry.type : 'no tensor',
    shape: entry.isTensor ? entry.shape : [],
  }));
  const constants = order.constants.map(({ tensorName }) => tensorName);
  const shapes: FeedShape[] = order.feeds.map(({ tensorName, dims }) => ({ tensorName, dims }));
  const paired = pairTensors(order.graph, inputs, shapes, constants);
  const feeds: Record<string, Tensor> = {};
  paired.forEach(({ name, type }, i) => {
    const { values, dims } = order.feeds[i]!;
    feeds[name] = tensorOfType(type, values, dims, name);
  });
  for (const constant of order.constants) feeds[constant.tensorName] = constantTensor(constant);
  return feeds;
}

function constantTensor({ type, dims, values }: ModelConstant): Tensor {
  switch (type) {
    case 'int64':
      return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
    case 'int32':
      return new Tensor('int32', Int32Array.from(values), dims);
    case 'float32':
      return new Tensor('float32', Float32Array.from(values), dims);
    case 'bool':
      return new Tensor('bool', Uint8Array.from(values), dims);
  }
}

function refuseGraph(error: unknown, graph: string): never {
  if (isOutOfMemory(error)) throw outOfMemory(error, graph);
  const reason = runtimeMessage(error);
  throw new StudioError(
    'BadModel',
    `${graph}: ONNX Runtime cannot read it: ${reason}`,
    { file: graph, found: reason },
    error,
  );
}

function refuseRun(error: unknown, { graph, feeds }: RunGraph): never {
  if (isOutOfMemory(error)) throw outOfMemory(error, graph);
  const reason = runtimeMessage(error);
  const found = feeds.map(({ dims }) => `[${dims.join(', ')}]`).join(', ');
  throw new StudioError(
    'BadModel',
    `${graph}: the network does not take ${found}: ${reason}`,
    { file: graph, found, reason },
    error,
  );
}

function outOfMemory(error: unknown, graph: string): StudioError {
  const reason = runtimeMessage(error);
  return new StudioError(
    'OutOfMemory',
    `${graph}: an allocation failed: ${reason}`,
    { file: graph, found: reason },
    error,
  );
}
