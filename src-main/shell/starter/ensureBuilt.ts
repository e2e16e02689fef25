import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#domain/errors.ts';

const sources = ['src-main', 'src-preload', 'src-renderer', 'electron.vite.config.ts', 'package.json'];

/**
 * Builds the window and Electron's files when they are missing or older than their sources. An installation without
 * sources is always built.
 * @throws CannotStart with the build's last lines
 */
export async function ensureBuilt(root: string, say: (line: string) => void): Promise<void> {
  const page = join(root, 'out/renderer/index.html');
  if (!existsSync(join(root, 'src-renderer'))) return;
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  if (builtAt >= Math.max(...sources.map((name) => newestIn(join(root, name))))) return;
  say('Building the studio (once, after a change of its sources) …');
  await build(root);
}

function newestIn(path: string): number {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const inside = readdirSync(path).filter((name) => !name.endsWith('.test.ts') && name !== 'fixtures');
  return Math.max(0, ...inside.map((name) => newestIn(join(path, name))));
}

function build(root: string): Promise<void> {
  const script = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'pipe',
    });
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const end = log.trim().split('\n').slice(-12).join('\n');
      if (code === 0) resolve();
      else
        reject(
          new StudioError('CannotStart', `the studio could not be built (status ${code}):\n${end}`, { code }),
        );
    });
  });
}
