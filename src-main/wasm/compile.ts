import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { wasmModules } from './wasmModules.ts';

/**
 * Compiles the kernels: `npm run wasm` writes FOLDER/NAME.wasm of every module, which is committed, so that nobody needs
 * the compiler to start Fathom; a test compiles again and compares the bytes. Another folder for the results may be
 * named as the only argument.
 */
const root = join(import.meta.dirname, '../..');
const outputFolder = process.argv[2];

for (const { folder, name, options } of wasmModules) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/assemblyscript/bin/asc.js'),
      join(import.meta.dirname, folder, 'kernels/index.ts'),
      ...['--outFile', join(outputFolder ?? join(import.meta.dirname, folder), `${name}.wasm`)],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ...options,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = status ?? 1;
}
