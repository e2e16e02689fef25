import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longFolder } from '#testing/strangeFolders.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';

const bin = resolve(import.meta.dirname, '../../bin/fathom.mjs');
const method = 'sgbm:numDisparities=16,blockSize=3';
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const setpriv = '/usr/bin/setpriv';

interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line; as another user where permissions would not bind this one. */
function fathom(home: string, isOrdinaryUser: boolean, ...args: string[]): Promise<Answer> {
  const command = [process.execPath, bin, ...args];
  const asNobody = [setpriv, `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...command];
  const [program, ...rest] = (isOrdinaryUser && isRoot ? asNobody : command) as [string, ...string[]];
  return new Promise((done) => {
    execFile(program, rest, { env: { ...process.env, FATHOM_HOME: home } }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ status, stdout, stderr });
    });
  });
}

describe('the command line', { timeout: 300_000 }, () => {
  it('imports, runs and reports in folders with spaces, Hangul, an emoji, # and %, of over 260 characters', async () => {
    const folder = await longFolder(await temporaryFolder());
    const [home, data, project] = ['home', '데이터 #1 100%', '프로젝트 🚗.fathom'].map((name) =>
      join(folder, name),
    );
    await writeTinyDataset(data!, 1);
    const report = join(folder, '보고서 #1 50%.html');
    for (const args of [
      ['import', data!, '-o', project!],
      ['run', project!, '--method', method],
      ['report', project!, '-o', report],
    ]) {
      const { status, stderr } = await fathom(home!, false, ...args);
      expect([args[0], status, stderr.match(/^fathom: .*/m)?.[0]]).toEqual([args[0], 0, undefined]);
    }
    expect(readFileSync(report, 'utf8')).toContain('scene-1');
  });
});

describe.skipIf(isRoot && !existsSync(setpriv))(
  'a dataset that may only be read',
  { timeout: 300_000 },
  () => {
    it('is imported, run and evaluated with the project elsewhere, and stays as it is', async () => {
      const folder = await temporaryFolder();
      const [home, data, own] = ['home', 'data', 'own'].map((name) => join(folder, name));
      await writeTinyDataset(data!, 1);
      for (const path of [home!, own!]) mkdirSync(path);
      if (isRoot) for (const path of [folder, home!, own!]) chownSync(path, nobody, nobody);
      const before = await stateOf(data!);
      for (const { path } of before) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);

      const refused = await fathom(home!, true, 'import', data!, '-o', join(data!, 'p.fathom'), '--json');
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { tag: 'CannotWrite' } });
      const project = join(own!, 'p.fathom');
      for (const args of [
        ['import', data!, '-o', project],
        ['run', project, '--method', method],
      ]) {
        const { status, stderr } = await fathom(home!, true, ...args);
        expect([args[0], status, stderr.match(/^fathom: .*/m)?.[0]]).toEqual([args[0], 0, undefined]);
      }
      expect(await stateOf(data!)).toEqual(before);
      for (const { path } of before) chmodSync(path, 0o755);
    });

    it('is not written to where it could be', async () => {
      const folder = await temporaryFolder();
      const [home, data, project] = ['home', 'data', 'p.fathom'].map((name) => join(folder, name));
      await writeTinyDataset(data!, 1);
      writeFileSync(join(data!, 'notes.txt'), 'mine');
      const before = await stateOf(data!);
      expect((await fathom(home!, false, 'import', data!, '-o', project!)).status).toBe(0);
      expect(await stateOf(data!)).toEqual(before);
    });
  },
);

/** Every file and folder with its size and the time of its last change, the folder itself first. */
async function stateOf(
  folder: string,
): Promise<readonly { path: string; size: number; changedMs: number }[]> {
  const names = (await readdir(folder, { recursive: true })).sort();
  return [folder, ...names.map((name) => join(folder, name))].map((path) => {
    const { size, mtimeMs } = statSync(path);
    return { path, size, changedMs: mtimeMs };
  });
}
