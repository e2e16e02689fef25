import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import type { FrameFiles, FrameTimes } from './kittiFrame.ts';

/** Tried in this order; Debian's own has the modules where another one comes first in the path. */
const pythons = [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter((name) => name !== undefined);

/** kittiFrame.py as a process that makes one run per line it is sent, warm like our own side. */
export class PythonSide {
  /** Versions, as the script says. */
  readonly versions: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(
    versions: string,
    process: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
  ) {
    this.versions = versions;
    this.#process = process;
    this.#lines = lines;
  }

  /** Starts the script with the first Python that can run it; a string says why none can. */
  static async start(files: FrameFiles, outFolder: string): Promise<PythonSide | string> {
    const reasons: string[] = [];
    for (const python of pythons) {
      const side = await PythonSide.#startWith(python, [files.left, files.right, files.truth, outFolder]);
      if (typeof side !== 'string') return side;
      reasons.push(side);
    }
    return reasons.join('; ');
  }

  static async #startWith(python: string, options: readonly string[]): Promise<PythonSide | string> {
    const child = spawn(python, [resolve(import.meta.dirname, 'kittiFrame.py'), ...options]);
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const failed = new Promise<string>((tell) => {
      child.on('error', (error) => tell(`${python}: ${error.message}`));
      child.on('close', (code) => tell(`${python} ended with ${code}: ${lastLine(complaints)}`));
    });
    const lines: AsyncIterator<string> = createInterface(child.stdout)[Symbol.asyncIterator]();
    const first = await Promise.race([failed, lines.next()]);
    if (typeof first === 'string') return first;
    if (first.done === true) return failed;
    const { ready } = JSON.parse(first.value) as { ready: string };
    return new PythonSide(`${python}: ${ready}`, child, lines);
  }

  async run(): Promise<FrameTimes> {
    this.#process.stdin.write('\n');
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('kittiFrame.py ended in the middle of the benchmark');
    return JSON.parse(line.value) as FrameTimes;
  }

  close(): void {
    this.#process.stdin.end();
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
