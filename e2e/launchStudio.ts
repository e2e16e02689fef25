import { test as base, expect, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A studio of its own: the built server in a fresh user folder, and a page on it. */
export interface Studio {
  readonly page: Page;
  /** A scratch folder under the studio's roots. */
  readonly folder: string;
  /** Ends the server as a crash would, and starts it again on the same user folder. */
  crashAndRestart(): Promise<void>;
}

interface RunningServer {
  readonly child: ChildProcess;
  readonly address: string;
}

/** Starts the built server and waits for the address that it prints. */
async function startServer(home: string, folder: string, args: readonly string[]): Promise<RunningServer> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'out/main/cli.js'),
      'serve',
      '--no-open',
      '--root',
      folder,
      '--root',
      resolve(root, '..'),
      ...args,
    ],
    { env: { ...process.env, FATHOM_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  const address = await new Promise<string>((done, failed) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+/.exec(log);
      if (match) done(match[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${log}`)));
  });
  return { child, address };
}

async function stop({ child }: RunningServer, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

/** `test` with a studio that closes itself and fails on any error in the window's console. */
export const test = base.extend<{ studio: Studio; serverArgs: string[]; refusals: number[] }>({
  /** Statuses with which the server rightly refuses in these stories; the browser writes them to its console. */
  refusals: [[], { option: true }],
  serverArgs: [['--sample'], { option: true }],
  studio: async ({ page, serverArgs, refusals }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'fathom-home-'));
    const folder = mkdtempSync(join(tmpdir(), 'fathom-work-'));
    let server = await startServer(home, folder, serverArgs);
    let isRestarting = false;
    const problems: string[] = [];
    page.on('console', (message) => {
      const status = Number(/responded with a status of (\d+)/.exec(message.text())?.[1]);
      if (message.type() !== 'error' || isRestarting || refusals.includes(status)) return;
      problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(`${error.message}\n${error.stack ?? ''}`));
    await page.goto(server.address);
    await use({
      page,
      folder,
      crashAndRestart: async () => {
        isRestarting = true;
        await stop(server, 'SIGKILL');
        server = await startServer(home, folder, serverArgs);
        await page.goto(server.address);
        isRestarting = false;
      },
    });
    await page.close();
    await stop(server, 'SIGTERM');
    rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    expect(problems, 'errors in the console of the window').toEqual([]);
  },
});

export { expect };
