import type { FindNearest } from '#domain/metrics/cloudDistances.ts';
import { CloudMemory } from './CloudMemory.ts';
import { compileKernels } from './compileKernels.ts';

type Exports = Readonly<Record<keyof CloudMemory['addresses'], WebAssembly.Global>> & {
  readonly findNearest: (count: number) => void;
};

/** Distances between point clouds by WebAssembly SIMD: the numbers of domain/metrics/cloudDistances. */
export class CloudKernels {
  /** A function of the object, so that it can be handed on. */
  readonly findNearest: FindNearest = (from, to, { width, height }) => {
    const memory = new CloudMemory(to, width, height);
    const { exports } = new WebAssembly.Instance(compileKernels(), { env: { memory: memory.memory } });
    const kernels = exports as unknown as Exports;
    for (const [name, value] of Object.entries(memory.addresses)) {
      kernels[name as keyof CloudMemory['addresses']].value = value;
    }
    const found = new Float64Array(from.length / 3);
    let answered = 0;
    for (let pixel = 0; pixel < found.length;) {
      const { count, nextPixel } = memory.writeQueries(from, pixel);
      kernels.findNearest(count);
      found.set(memory.readDistances(count), answered);
      answered += count;
      pixel = nextPixel;
    }
    return found.subarray(0, answered);
  };
}
