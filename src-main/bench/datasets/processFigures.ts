import { readFileSync } from 'node:fs';

/** What a process takes on Linux; zeros elsewhere or when it has ended. */
export interface ProcessFigures {
  /** Resident memory as it is, and at most so far. */
  readonly nowMiB: number;
  readonly peakMiB: number;
  /** Of all its threads. On a busy machine this says more than the clock. */
  readonly cpuSeconds: number;
}

/** Clock ticks a second, as Linux tells them to programs. */
const ticks = 100;

export function processFigures(pid: number): ProcessFigures {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string): number =>
      Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const cpuSeconds = (Number(times[11]) + Number(times[12])) / ticks;
    return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM'), cpuSeconds };
  } catch {
    return { nowMiB: 0, peakMiB: 0, cpuSeconds: 0 };
  }
}
