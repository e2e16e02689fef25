import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Printed by Electron's main process once the window has reported that it is mounted. */
export const readyLine = 'FATHOM READY';

export type LaunchAnswer =
  /** `ended` settles with the exit status when the user has closed the studio. */
  | { readonly started: true; readonly ended: Promise<number> }
  | { readonly started: false; readonly why: string; readonly logFile: string };

/**
 * Starts Electron on the built application and waits until its window is ready. If it ends earlier, or is not ready
 * within `readyWithinMs`, it is ended and the answer says so; its output is kept in a log file either way.
 */
export async function launchElectron(options: {
  readonly binary: string;
  readonly root: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly readyWithinMs: number;
}): Promise<LaunchAnswer> {
  mkdirSync(options.logFolder, { recursive: true });
  const logFile = join(options.logFolder, `electron-${new Date().toISOString().replaceAll(':', '-')}.log`);
  const log = createWriteStream(logFile);
  const child = spawn(options.binary, [options.root, ...options.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => log.end(`${error.message}\n`, () => resolve(1)));
    // `close` comes after the last output, so that the log is whole.
    child.on('close', (code) => log.end(() => resolve(code ?? 1)));
  });
  const isReady = new Promise<true>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log.write(chunk);
      text = (text + chunk.toString()).slice(-1000);
      if (text.includes(readyLine)) resolve(true);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), options.readyWithinMs);
  });
  const first = await Promise.race([isReady, ended, tooLate]);
  clearTimeout(timer);
  if (first === true) return { started: true, ended };
  if (first !== 'late')
    return { started: false, why: `Electron ended at once with status ${first}`, logFile };
  child.kill('SIGKILL');
  await ended;
  const seconds = options.readyWithinMs / 1000;
  return { started: false, why: `Electron's window was not ready within ${seconds} s`, logFile };
}
