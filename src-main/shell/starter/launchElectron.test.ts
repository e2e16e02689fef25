import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchElectron, readyLine } from './launchElectron.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-launch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that stands in for Electron's binary: it is started, printed and ended in the same way. */
function standInBinary(script: string): string {
  const file = join(folder, 'electron-stand-in');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function launch(script: string, readyWithinMs = 10_000): ReturnType<typeof launchElectron> {
  return launchElectron({
    binary: standInBinary(script),
    root: folder,
    args: [],
    logFolder: join(folder, 'logs'),
    readyWithinMs,
  });
}

describe('launchElectron', () => {
  it('has started once the window reports ready, and then waits for the end', async () => {
    const answer = await launch(`echo ${readyLine}; exit 0`);
    expect(answer.started).toBe(true);
    if (answer.started) expect(await answer.ended).toBe(0);
  });

  it('says that Electron ended early and keeps its log', async () => {
    const answer = await launch('echo "running as root without --no-sandbox" >&2; exit 7');
    expect(answer).toMatchObject({ started: false, why: 'Electron ended at once with status 7' });
    if (!answer.started) expect(readFileSync(answer.logFile, 'utf8')).toContain('without --no-sandbox');
  });

  it('ends an Electron whose window does not become ready in time', async () => {
    const answer = await launch('exec sleep 60', 300);
    expect(answer).toMatchObject({ started: false, why: "Electron's window was not ready within 0.3 s" });
  });

  it('says so when the binary cannot be run', async () => {
    const answer = await launchElectron({
      binary: join(folder, 'missing'),
      root: folder,
      args: [],
      logFolder: join(folder, 'logs'),
      readyWithinMs: 5000,
    });
    expect(answer.started).toBe(false);
  });
});
