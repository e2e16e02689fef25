import { boundaryLevels, boundaryThresholds, type MarkBoundaries } from '#domain/metrics/boundaryMarks.ts';
import type { KernelMemory } from './KernelMemory.ts';

const tallyEntries = boundaryLevels * boundaryLevels;

/** The pairs and edges of domain/metrics/boundaryMarks by WebAssembly SIMD. */
export function boundaryKernel(memory: KernelMemory): MarkBoundaries {
  return ({ width, height, prediction, groundTruth }) => {
    memory.clear();
    const count = width * height;
    const [p, g] = [memory.place(prediction), memory.place(groundTruth)];
    const inverse = [memory.reserve(8 * (count + 2)), memory.reserve(8 * (count + 2))] as const;
    const thresholds = memory.reserve(boundaryThresholds.byteLength);
    const tallies = memory.reserve(4 * 4 * tallyEntries);
    const marks = [memory.reserve(count), memory.reserve(count)] as const;
    memory.doubles(thresholds, boundaryThresholds.length).set(boundaryThresholds);
    memory.words(tallies, 4 * tallyEntries).fill(0);
    for (const address of marks) memory.bytes(address, count).fill(0);
    const { exports } = memory;
    const possible = exports.countNeighbours(g, width, height);
    exports.writeInverse(count, p, g, inverse[0]);
    exports.writeInverse(count, g, p, inverse[1]);
    [1, width].forEach((step, axis) => {
      const target = tallies + 4 * 2 * axis * tallyEntries;
      exports.tallyPairs(...inverse, width, height, axis, step, thresholds, target, ...marks);
    });
    const all = memory.words(tallies, 4 * tallyEntries);
    return {
      tallies: [0, 1, 2, 3].map((k) => all.slice(k * tallyEntries, (k + 1) * tallyEntries)),
      possible,
      predicted: memory.bytes(marks[0], count).slice(),
      truth: memory.bytes(marks[1], count).slice(),
    };
  };
}
