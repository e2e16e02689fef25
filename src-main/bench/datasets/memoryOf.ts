import { readFileSync } from 'node:fs';

/** Resident memory of a process on Linux, as it is and at most so far; zeros elsewhere or when it has ended. */
export function memoryOf(pid: number): { readonly nowMiB: number; readonly peakMiB: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string): number =>
      Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
    return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM') };
  } catch {
    return { nowMiB: 0, peakMiB: 0 };
  }
}
