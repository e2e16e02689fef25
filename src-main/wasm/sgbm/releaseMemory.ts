import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage at once. V8 does not count shared WebAssembly memory as pressure, so that a dropped memory of a
 * gigabyte could otherwise stay until something else fills the heap. Takes a few milliseconds; meant for threads with
 * small heaps, after large frames only.
 */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
