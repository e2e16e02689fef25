import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { rmSync } from 'node:fs';
import { processFigures } from './processFigures.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface ScanFigures {
  /** Over the import as its verb reports it: listing, recognising, headers, database. */
  readonly filesPerSecond: number;
  readonly seconds: number;
  readonly peakMiB: number;
  /** Of the whole import, in all its threads. */
  readonly cpuSeconds: number;
}

/** `fathom import` on the tree, as a user runs it, built. */
export async function measureScan(
  { folder, tree, project }: { readonly folder: string; readonly tree: string; readonly project: string },
  items: number,
): Promise<ScanFigures> {
  rmSync(project, { force: true });
  rmSync(join(folder, 'tree.fathom-rasters'), { recursive: true, force: true });
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'import', tree, '-o', project, '--json'],
    { env: { ...process.env, FATHOM_HOME: join(folder, 'home') }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let [text, peakMiB, cpuSeconds] = ['', 0, 0];
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const watch = setInterval(() => {
    const found = processFigures(child.pid!);
    peakMiB = Math.max(peakMiB, found.peakMiB);
    cpuSeconds = Math.max(cpuSeconds, found.cpuSeconds);
  }, 100);
  const status = await new Promise<number | null>((done) => child.once('exit', done));
  clearInterval(watch);
  if (status !== 0) throw new Error(`fathom import ended with ${status}: ${text.slice(0, 500)}`);
  const answer = JSON.parse(text) as { items: number; elapsedMs: number };
  if (answer.items !== items) throw new Error(`expected ${items} items, found ${answer.items}`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { filesPerSecond: (items * 3) / (answer.elapsedMs / 1000), seconds, peakMiB, cpuSeconds };
}
