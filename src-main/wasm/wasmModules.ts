/** A module of kernels: its folder here, its file there, and what its compilation needs beyond the common options. */
interface WasmModule {
  readonly folder: string;
  /** Without `.wasm`. */
  readonly name: string;
  readonly options: readonly string[];
}

const threads = ['--enable', 'simd,threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536'];

const simd = ['--enable', 'simd', '--importMemory', '--initialMemory', '1'];

export const wasmModules: readonly WasmModule[] = [
  { folder: 'sgbm', name: 'sgbm', options: [...threads, '--initialMemory', '1'] },
  { folder: 'sgbmScalar', name: 'sgbmScalar', options: ['--importMemory', '--initialMemory', '1'] },
  { folder: 'sgbmScalar', name: 'sgbmScalarSimd', options: simd },
  { folder: 'matchers', name: 'matchers', options: simd },
  { folder: 'filters', name: 'filters', options: simd },
  { folder: 'photometric', name: 'photometric', options: simd },
  { folder: 'metrics', name: 'metrics', options: simd },
];
