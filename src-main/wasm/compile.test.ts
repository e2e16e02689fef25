import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { wasmModules } from './wasmModules.ts';

it('the committed wasm files are what their sources compile to (otherwise: npm run wasm)', async () => {
  const folder = await temporaryFolder();
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'compile.ts'), folder]);
  expect([status, stderr.toString()]).toEqual([0, '']);
  const changed = wasmModules
    .map(({ name }) => name)
    .filter((name) => {
      const committed = readFileSync(join(import.meta.dirname, name, `${name}.wasm`));
      return !readFileSync(join(folder, `${name}.wasm`)).equals(committed);
    });
  expect(changed).toEqual([]);
}, 120_000);
