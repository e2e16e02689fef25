import { fork, type ChildProcess } from 'node:child_process';
import { besideThis } from './besideThis.ts';
import { fileURLToPath } from 'node:url';
import type { ChildSettings } from './protocol.ts';

/**
 * Starts the inference process: this program's Node with the child's entry. Electron's binary is Node where
 * ELECTRON_RUN_AS_NODE is set. The channel carries typed arrays (`advanced`); stderr is kept for the report of a crash.
 */
export function startChild(
  settings: ChildSettings,
  entry: URL = besideThis('inference.child'),
): ChildProcess {
  return fork(fileURLToPath(entry), [JSON.stringify(settings)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    // What this process was started with (a test runner's loader, a debugger's port) is not the child's.
    execArgv: [],
  });
}
