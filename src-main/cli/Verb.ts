import type { Command } from 'commander';
import type { AppFolders } from '../shell/appFolders.ts';
import type { Terminal } from './Terminal.ts';

/** What every verb gets besides its own arguments. */
export interface VerbContext {
  readonly terminal: Terminal;
  readonly folders: AppFolders;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Worker threads, from `-j/--threads`. */
  readonly threads: number | null;
}

/** 0 all done · 1 done, but some items failed · 2 wrong usage or bad input · 3 cannot start · 130 interrupted. */
export type ExitStatus = 0 | 1 | 2 | 3 | 130;

/** Runs with the context once the command line has been understood. */
export type RunVerb = (
  command: Command,
  work: (context: VerbContext) => Promise<ExitStatus>,
) => Promise<void>;

/** Adds one verb to the program. One file per verb. */
export type AddVerb = (program: Command, run: RunVerb) => void;
