import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ElectronAnswer =
  | { readonly binary: string }
  /** Why there is none, in words for the user. */
  | { readonly binary: null; readonly why: string };

/**
 * Where Electron's binary is. The package `electron` is never imported here: outside Electron that would start a
 * download. Its binary is found as the package itself finds it, by `path.txt` and `dist/`.
 */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Finds Electron's binary, else tries for at most `limitMs` to fetch it with the package's own installer. */
export async function findOrFetchElectron(root: string, limitMs: number): Promise<ElectronAnswer> {
  const there = findElectron(root);
  if (there !== null) return { binary: there };
  const installer = join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return { binary: null, why: 'the package electron is not installed' };
  const why = await runInstaller(installer, limitMs);
  const fetched = findElectron(root);
  return fetched === null ? { binary: null, why } : { binary: fetched };
}

function runInstaller(installer: string, limitMs: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', (error) => resolve(`its installer did not start: ${error.message}`));
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      const firstLine = log.split('\n').find((line) => line.includes('Error')) ?? log.split('\n')[0] ?? '';
      resolve(
        signal === 'SIGKILL'
          ? `it could not be fetched within ${Math.round(limitMs / 1000)} s (npm run fetch:electron takes as long as it needs)`
          : `it could not be fetched (installer ended with ${code}: ${firstLine.trim()})`,
      );
    });
  });
}
