import { type RankErrors, remainderAt, sparsificationSteps } from '#domain/metrics/sparsificationErrors.ts';
import type { KernelMemory } from './KernelMemory.ts';

const digits = 2048;

/**
 * The sums of domain/metrics/sparsificationErrors by WebAssembly: pixels are sorted by their uncertainty, errors only as
 * far as it takes to know which are the smallest so many.
 */
export function rankKernel(memory: KernelMemory): RankErrors {
  return ({ width, height, prediction, groundTruth }, uncertainty) => {
    memory.clear();
    const count = width * height;
    const [p, g] = [memory.place(prediction), memory.place(groundTruth)];
    const doubts = memory.reserve(4 * count);
    const values = () => memory.reserve(8 * count);
    const errors = [values(), values(), values()] as const;
    const [pairs, other] = [values(), values()];
    const starts = memory.reserve(4 * digits);
    const bounds = memory.reserve(4 * sparsificationSteps);
    const sums = memory.reserve(8 * sparsificationSteps);
    memory.floats(doubts, count).set(uncertainty);
    const { exports } = memory;
    const n = exports.gatherRanked(count, g, p, doubts, ...errors, pairs);
    // From the smallest remainder to the whole.
    const remainders = Uint32Array.from({ length: sparsificationSteps }, (_, k) =>
      remainderAt(sparsificationSteps - 1 - k, n),
    );
    memory.words(bounds, sparsificationSteps).set(remainders);
    const read = () => memory.doubles(sums, sparsificationSteps).slice().reverse();
    const sorted = exports.sortPairs(pairs, other, n, starts);
    const own = errors.map((of) => {
      exports.sumLastOf(of, sorted, n, bounds, sparsificationSteps, sums);
      return read();
    });
    const [relative, squared] = errors;
    const sound = n - own[2]![0]!;
    const oracle = [relative, squared].map((of) => {
      exports.sortRoughly(of, other, n, starts);
      exports.sumSmallestOf(of, n, bounds, sparsificationSteps, sums);
      return read();
    });
    // Ones and zeros need no order.
    return {
      n,
      own,
      oracle: [...oracle, own[2]!.map((_, step) => Math.max(0, remainderAt(step, n) - sound))],
    };
  };
}
