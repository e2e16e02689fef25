import { readFileSync } from 'node:fs';

interface PhotometricExports {
  loadRow(...values: number[]): void;
  addErrors(...values: number[]): void;
  addSmoothness(...values: number[]): void;
}

let compiled: WebAssembly.Module | null = null;

/**
 * The kernels on a memory whose layout the caller decides. The module is compiled once per thread: photometric.wasm lies
 * beside this file, and beside the bundle after a build. `npm run wasm` makes it from kernels/.
 */
export function loadPhotometricKernels(memory: WebAssembly.Memory): PhotometricExports {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./photometric.wasm', import.meta.url)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as PhotometricExports;
}
