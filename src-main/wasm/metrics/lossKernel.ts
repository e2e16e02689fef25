import { gradientSteps, keptResiduals, type SumLosses } from '#domain/metrics/scaleShiftLosses.ts';
import type { KernelMemory } from './KernelMemory.ts';
import { reserveSelection, selectQuantilesAt, selectRankAt } from './selectQuantilesAt.ts';

/** The sums of domain/metrics/scaleShiftLosses by WebAssembly SIMD. */
export function lossKernel(memory: KernelMemory): SumLosses {
  return ({ width, height, prediction, groundTruth }) => {
    memory.clear();
    const count = width * height;
    const maps = { p: memory.place(prediction), g: memory.place(groundTruth) };
    const compact = () => memory.reserve(8 * (count + 1));
    const [p, g, target] = [compact(), compact(), memory.reserve(8 * (count + 2))];
    const scratch = reserveSelection(memory, count);
    const sums = memory.reserve(16);
    const { exports } = memory;
    const n = exports.compactPairs(count, maps.p, maps.g, p, g);
    const [ofP, ofG] = [p, g].map((values) => {
      const median = selectQuantilesAt(memory, scratch, [values, n], [0.5])[0] ?? NaN;
      const spread = exports.sumDeviations(values, n, median) / n;
      return { median, spread, mean: exports.sumValues(values, n) / n };
    }) as [Moments, Moments];
    const residuals = exports.writeResiduals(
      ...([p, g, n, ofP.median, ofP.spread, ofG.median, ofG.spread, target] as const),
    );
    const kept = keptResiduals(n);
    const trimmed =
      kept === 0
        ? 0
        : exports.sumSmallest(target, n, kept, selectRankAt(memory, scratch, [target, n], kept - 1));
    exports.sumProducts(p, g, n, ofP.mean, ofG.mean, sums);
    const [products, squares] = memory.doubles(sums, 2);
    const scale = isConstant(memory.doubles(p, n)) ? 0 : products! / squares!;
    const square = exports.writeDifference(count, maps.p, maps.g, scale, ofG.mean - scale * ofP.mean, target);
    const gradients = gradientSteps.map((step) => {
      exports.sumGradients(target, width, height, step, sums);
      const [sum, valid] = memory.doubles(sums, 2);
      return { sum: sum!, valid: valid! };
    });
    return { n, residuals, trimmed, square, gradients };
  };
}

interface Moments {
  readonly median: number;
  readonly spread: number;
  readonly mean: number;
}

function isConstant(values: Float64Array): boolean {
  const first = values[0];
  for (let i = 1; i < values.length; i += 1) if (values[i] !== first) return false;
  return true;
}
