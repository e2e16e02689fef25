import { readFileSync } from 'node:fs';

interface MatcherKernels {
  sendRow(...values: number[]): void;
  censusStrings(...values: number[]): void;
  enterRow(...values: number[]): void;
  slideRow(...values: number[]): void;
}

let compiled: WebAssembly.Module | null = null;

/**
 * The kernels on a memory of their own, whose layout the caller decides. The module is compiled once per thread:
 * matchers.wasm lies beside this file, and beside the bundle after a build. `npm run wasm` makes it from kernels/.
 */
export function loadMatcherKernels(memory: WebAssembly.Memory): MatcherKernels {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./matchers.wasm', import.meta.url)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as MatcherKernels;
}
