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
    .filter((module) => {
      const committed = readFileSync(join(import.meta.dirname, module.folder, `${module.name}.wasm`));
      return !readFileSync(join(folder, `${module.name}.wasm`)).equals(committed);
    })
    .map(({ name }) => name);
  expect(changed).toEqual([]);
}, 120_000);
