/** A module of kernels: its folder here, and what its compilation needs beyond the common options. */
interface WasmModule {
  readonly name: string;
  readonly options: readonly string[];
}

const threads = ['--enable', 'simd,threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536'];

export const wasmModules: readonly WasmModule[] = [
  { name: 'sgbm', options: [...threads, '--initialMemory', '1'] },
  { name: 'sgbmScalar', options: ['--importMemory', '--initialMemory', '1'] },
  { name: 'matchers', options: ['--enable', 'simd', '--importMemory', '--initialMemory', '1'] },
  { name: 'filters', options: ['--enable', 'simd', '--importMemory', '--initialMemory', '1'] },
  { name: 'photometric', options: ['--enable', 'simd', '--importMemory', '--initialMemory', '1'] },
  { name: 'metrics', options: ['--enable', 'simd', '--importMemory', '--initialMemory', '1'] },
];
