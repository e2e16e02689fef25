import type { SerialisedError } from '../errors.ts';

/** A download of a network's files, while the program runs. */
export interface ModelDownload {
  /** Of the network. */
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly doneBytes: number;
  /** Null while not known. */
  readonly totalBytes: number | null;
  /** Over this attempt; null until something came. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly error: SerialisedError | null;
}
