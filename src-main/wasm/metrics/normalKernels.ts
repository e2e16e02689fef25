import type { ComputeAngles, SumAngles } from '#domain/metrics/normalErrors.ts';
import type { KernelMemory } from './KernelMemory.ts';
import { reserveSelection, selectQuantilesAt } from './selectQuantilesAt.ts';

/** The angles of domain/metrics/normalErrors by WebAssembly SIMD. */
export function angleKernel(memory: KernelMemory): ComputeAngles {
  return ({ width, height, prediction, groundTruth }, { focalPx, cxPx, cyPx }) => {
    memory.clear();
    const [p, g] = [memory.place(prediction), memory.place(groundTruth)];
    const angles = memory.reserve(8 * (width * height + 2));
    memory.exports.writeAngles(g, p, width, height, focalPx, cxPx, cyPx, angles);
    return memory.doubles(angles, width * height).slice();
  };
}

/** Their sums. */
export function angleSumKernel(memory: KernelMemory): SumAngles {
  return (angles, inside) => {
    memory.clear();
    const count = angles.length;
    const all = memory.place(angles);
    const mask = inside === null ? 0 : memory.reserve(count);
    const found = memory.reserve(8 * (count + 1));
    const sums = memory.reserve(8 * 7);
    const scratch = reserveSelection(memory, count);
    if (inside !== null) memory.bytes(mask, count).set(inside);
    memory.exports.addAngles(count, all, mask, found, sums);
    const [n, sum, square, ...below] = memory.doubles(sums, 7);
    const median = selectQuantilesAt(memory, scratch, [found, n!], [0.5])[0]!;
    return { n: n!, sum: sum!, square: square!, below, median };
  };
}
