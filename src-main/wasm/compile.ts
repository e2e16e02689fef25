import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles the kernels: `npm run wasm` writes sgbm.wasm, which is committed, so that nobody needs the compiler to start
 * Fathom; a test compiles again and compares the bytes. Another file may be named as the only argument.
 */
const root = join(import.meta.dirname, '../..');
const output = process.argv[2] ?? join(import.meta.dirname, 'sgbm.wasm');
const options = [
  ['-O3', '--noAssert'],
  ['--runtime', 'stub', '--use', 'abort='],
  ['--enable', 'simd,threads', '--importMemory', '--sharedMemory'],
  ['--initialMemory', '1', '--maximumMemory', '65536'],
];
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/assemblyscript/bin/asc.js'),
    join(import.meta.dirname, 'kernels/index.ts'),
    '--outFile',
    output,
    ...options.flat(),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
