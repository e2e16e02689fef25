import { readFileSync } from 'node:fs';

let compiled: WebAssembly.Module | null = null;

/**
 * The module of these kernels, compiled once per thread. metrics.wasm lies beside this file, and beside the bundle after a
 * build. `npm run wasm` makes it from kernels/.
 */
export function compileKernels(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./metrics.wasm', import.meta.url)));
  return compiled;
}
