import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';

it('the committed sgbm.wasm is what its sources compile to (otherwise: npm run wasm)', async () => {
  const folder = await temporaryFolder();
  const again = join(folder, 'sgbm.wasm');
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'compile.ts'), again]);
  expect([status, stderr.toString()]).toEqual([0, '']);
  expect(readFileSync(again).equals(readFileSync(join(import.meta.dirname, 'sgbm.wasm')))).toBe(true);
});
