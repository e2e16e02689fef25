import { gaussianWeights } from '#domain/metrics/cannyEdges.ts';
import { edgeOptions, type FindEdges } from '#domain/metrics/depthBoundaryErrors.ts';
import type { KernelMemory } from './KernelMemory.ts';

/** The edges of domain/metrics/cannyEdges by WebAssembly SIMD; both maps share the blurred mask. */
export function edgeKernel(memory: KernelMemory): FindEdges {
  return ({ width, height, prediction, groundTruth }) => {
    memory.clear();
    const count = width * height;
    const weights = gaussianWeights(edgeOptions.sigmaPx);
    const radius = (weights.length - 1) / 2;
    const map = () => memory.reserve(8 * (count + 2));
    const [p, g] = [memory.place(prediction), memory.place(groundTruth)];
    const [validity, weight, stretched, smooth] = [map(), map(), map(), map()];
    const [across, down, size] = [map(), map(), map()];
    const [valid, edges] = [memory.reserve(count), memory.reserve(count)];
    const bell = memory.reserve(weights.byteLength);
    const padded = memory.reserve(8 * (width + 2 * radius + 2));
    memory.doubles(bell, weights.length).set(weights);
    const { exports } = memory;
    exports.writeValidity(count, p, g, validity, valid);
    exports.blur(validity, width, height, bell, radius, padded, weight);
    const edgesOf = (depth: number): Uint8Array => {
      exports.writeStretched(count, depth, validity, stretched);
      exports.blur(stretched, width, height, bell, radius, padded, smooth);
      exports.divideBy(count, smooth, weight);
      exports.sobel(smooth, width, height, across, down, size);
      // What was stretched and smoothed is no longer needed.
      exports.thin(width, height, valid, across, down, size, edgeOptions.low, stretched);
      exports.follow(width, height, stretched, edgeOptions.high, edges, smooth);
      return memory.bytes(edges, count).slice();
    };
    return { truth: edgesOf(g), predicted: edgesOf(p) };
  };
}
