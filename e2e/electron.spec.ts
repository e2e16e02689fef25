import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findElectron } from '../src-main/shell/starter/electronBinary.ts';

const root = resolve(import.meta.dirname, '..');
const binary = findElectron(root);

test('the same studio runs in Electron, sandboxed, and says that it is ready', async () => {
  test.skip(binary === null, 'Electron’s binary is not here (npm run fetch:electron)');
  const home = mkdtempSync(join(tmpdir(), 'fathom-home-'));
  const app = await _electron.launch({
    executablePath: binary!,
    args: [root, 'sample', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, FATHOM_HOME: home },
  });
  const problems: string[] = [];
  const page = await app.firstWindow();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await expect(page.getByRole('option', { name: 'street-noon' })).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => location.origin)).toBe('app://studio');
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  await app.close();
  rmSync(home, { recursive: true, force: true });
  expect(problems).toEqual([]);
});
