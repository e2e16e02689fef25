import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureNetwork } from '#domain/networks/dinov2Small.ts';
import { digestFile } from '#frames/readBytes.ts';
import type { ModelPlaces } from './ModelStore.ts';

/** Where a feature network's graph is looked for. */
export function featureGraphPath({ added }: ModelPlaces, { id }: FeatureNetwork): string {
  return join(added, id, 'model.onnx');
}

/** Contents by path, size and time: a graph is hashed once, and again when it changes. */
const known = new Map<string, string>();

/** The network's graph with its content; null where it is not on this machine. */
export async function locateFeatures(
  places: ModelPlaces,
  network: FeatureNetwork,
  signal: AbortSignal,
): Promise<{ readonly graph: string; readonly sha256: string } | null> {
  const graph = featureGraphPath(places, network);
  const facts = statSync(graph, { throwIfNoEntry: false });
  if (!facts?.isFile()) return null;
  const stamp = `${graph} ${facts.size} ${facts.mtimeMs}`;
  const sha256 = known.get(stamp) ?? (await digestFile(graph, signal)).sha256;
  known.set(stamp, sha256);
  return { graph, sha256 };
}
