import { readFileSync } from 'node:fs';

interface FilterKernels {
  medianOfValid(...values: number[]): void;
  removeSpeckles(...values: number[]): void;
  placeDisparity(...values: number[]): void;
  weighNeighbours(...values: number[]): void;
  solveRows(...values: number[]): void;
  solveColumns(...values: number[]): void;
  divideByConfidence(...values: number[]): void;
}

let compiled: WebAssembly.Module | null = null;

/**
 * The kernels on a memory whose layout the caller decides. The module is compiled once per thread: filters.wasm lies beside
 * this file, and beside the bundle after a build. `npm run wasm` makes it from kernels/.
 */
export function loadFilterKernels(memory: WebAssembly.Memory): FilterKernels {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./filters.wasm', import.meta.url)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as FilterKernels;
}
