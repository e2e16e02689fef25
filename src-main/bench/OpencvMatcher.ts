import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

export interface OpencvAnswer {
  readonly ms: number;
  readonly cpuMs: number;
  /** Of the int16 map, little-endian. */
  readonly sha256: string;
  readonly version: string;
}

const modes = { sgbm: 0, hh: 1, '3way': 2, hh4: 3 } as const;

/** OpenCV in a Python process that stays, so that its start does not count. Needs python3 with cv2 and NumPy. */
export class OpencvMatcher {
  readonly #child = spawn(
    process.env['FATHOM_PYTHON'] ?? '/usr/bin/python3',
    [join(import.meta.dirname, 'opencvMatcher.py')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  readonly #answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();

  /** Chooses the pair; its pictures pass through files in `folder`. */
  async load(folder: string, left: Picture, right: Picture): Promise<void> {
    const files = { left: join(folder, 'left.raw'), right: join(folder, 'right.raw') };
    await writeFile(files.left, left.data);
    await writeFile(files.right, right.data);
    await this.#ask({ ...files, width: left.width, height: left.height, channels: left.channels });
  }

  async match(options: SgbmOptions, threads: number): Promise<OpencvAnswer> {
    const { mode, ...rest } = options;
    const values = [
      rest.minDisparity,
      rest.numDisparities,
      rest.blockSize,
      rest.P1,
      rest.P2,
      rest.disp12MaxDiff,
      rest.preFilterCap,
      rest.uniquenessRatio,
      rest.speckleWindowSize,
      rest.speckleRange,
    ];
    return (await this.#ask({ values, mode: modes[mode], threads })) as OpencvAnswer;
  }

  close(): void {
    this.#child.stdin.end();
  }

  async #ask(request: object): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('OpenCV’s process ended without an answer');
    return JSON.parse(value);
  }
}
