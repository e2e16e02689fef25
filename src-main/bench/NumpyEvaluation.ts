import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { StereoRig } from '#domain/camera/StereoRig.ts';

/** What one run took and what came out. */
export interface EvaluationTimes {
  readonly wallMs: number;
  /** All threads of the process together. */
  readonly cpuMs: number;
  readonly numbers: Readonly<Record<string, number>>;
}

/** evaluation.py as a process that makes one run per line it is sent. */
export class NumpyEvaluation {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  /** @param folder  where the maps are; see evaluation.py */
  constructor(folder: string, rig: StereoRig) {
    const python = process.env.PYTHON ?? '/usr/bin/python3';
    const script = resolve(import.meta.dirname, 'evaluation.py');
    const options = [script, folder, String(rig.width), String(rig.height), JSON.stringify(rig)];
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    this.#process = spawn(python, options, { env });
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  /** @returns the versions it runs with. */
  async start(): Promise<string> {
    return (JSON.parse(await this.#nextLine()) as { ready: string }).ready;
  }

  async run(request: string): Promise<EvaluationTimes> {
    this.#process.stdin.write(`${request}\n`);
    return JSON.parse(await this.#nextLine()) as EvaluationTimes;
  }

  close(): void {
    this.#process.stdin.end();
  }

  async #nextLine(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('evaluation.py ended in the middle of the benchmark');
    return line.value;
  }
}
