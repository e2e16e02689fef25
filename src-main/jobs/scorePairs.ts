import type { FrameNumbers } from '#compute/FrameScorer.ts';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { isStudioError, type SerialisedError } from '#domain/errors.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import { scoreFiles, type FilePair } from './scoreFiles.task.ts';

export interface NamedPair extends FilePair {
  readonly name: string;
}

/** Numbers of a pair, or why there are none. */
export type ScoredPair = { readonly name: string } & (
  | { readonly numbers: FrameNumbers; readonly error: null }
  | { readonly numbers: null; readonly error: SerialisedError }
);

/** Threads that read map files and score them: from files to a table on all cores. @param size  see ComputePool */
export function scoringPool(size?: number): ComputePool {
  const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const worker = new URL(`./scoring.worker${suffix}`, import.meta.url);
  return new ComputePool({ worker, ...(size !== undefined && { size }) });
}

/**
 * Scores pairs of files, as many at a time as the pool has threads; what is expected to go wrong with a pair is its result.
 *
 * @param pool  of scoringPool.
 * @returns in the order of the pairs.
 * @throws AbortError; a plain Error for a bug
 */
export async function scorePairs(
  pool: ComputePool,
  pairs: readonly NamedPair[],
  { signal, onScored }: { readonly signal: AbortSignal; readonly onScored?: (scored: ScoredPair) => void },
): Promise<readonly ScoredPair[]> {
  const results = new Map<NamedPair, ScoredPair>();
  // As many as there are threads wait in the queue, so that none is idle while an answer is on its way.
  await forEachConcurrently(pairs, { limit: 2 * pool.size, signal }, async (pair) => {
    const scored = await scoreOne(pool, pair, signal);
    results.set(pair, scored);
    onScored?.(scored);
  });
  return pairs.map((pair) => results.get(pair)!);
}

async function scoreOne(
  pool: ComputePool,
  { name, ...pair }: NamedPair,
  signal: AbortSignal,
): Promise<ScoredPair> {
  try {
    return { name, numbers: await pool.run(scoreFiles, pair, { signal }), error: null };
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return { name, numbers: null, error: error.toJSON() };
  }
}
