/*
 * A dataset of a hundred thousand items: how fast it is scanned, opened, jumped through and sorted, what the main process
 * needs, and how long the window's thread is ever blocked (Chromium's Long Tasks, on the built program).
 * `npm run bench:datasets [-- --items 100000 --folder DIR --only tree,scan,results,window]`. Without --folder all is
 * made in a temporary folder and removed; with it the parts can be run one at a time.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addResults } from './datasets/addResults.ts';
import { makeTree } from './datasets/makeTree.ts';
import { measureScan } from './datasets/measureScan.ts';
import { measureWindow } from './datasets/measureWindow.ts';

const { values: flags } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    folder: { type: 'string' },
    only: { type: 'string', default: 'tree,scan,results,window' },
  },
});
const items = Number(flags.items);
const parts = new Set(flags.only.split(','));
const folder =
  flags.folder === undefined ? mkdtempSync(join(tmpdir(), 'fathom-bench-')) : resolve(flags.folder);
const place = { folder, tree: join(folder, 'tree'), project: join(folder, 'tree.fathom') };

/** How much longer than alone everything takes now: the clock against the CPU time of some work. */
function busyness(): number {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  let cpuMs = 0;
  while (cpuMs < 300) {
    const { user, system } = process.cpuUsage(before);
    cpuMs = (user + system) / 1000;
  }
  return (performance.now() - startedAt) / cpuMs;
}

/** A figure, what it should be at most or at least, and whether it is. */
function tell(
  what: string,
  found: number,
  unit: string,
  wanted: { atMost?: number; atLeast?: number } = {},
): void {
  const { atMost, atLeast } = wanted;
  const isMet = (atMost === undefined || found <= atMost) && (atLeast === undefined || found >= atLeast);
  const target = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : '';
  const shown = found >= 100 ? found.toFixed(0) : found.toFixed(1);
  const verdict = target === '' ? '' : `${target} ${unit}: ${isMet ? 'met' : 'MISSED'}`;
  console.log(`${what.padEnd(44)} ${shown.padStart(8)} ${unit.padEnd(8)} ${verdict}`);
}

try {
  mkdirSync(folder, { recursive: true });
  console.log(`${items} items, load ${loadavg()[0]!.toFixed(2)} before`);
  tell('clock against CPU time, before', busyness(), 'times');
  if (parts.has('tree')) tell('tree made', await makeTree(place.tree, items), 's');
  if (parts.has('scan')) {
    const scan = await measureScan(place, items);
    tell('files scanned', scan.filesPerSecond, 'files/s', { atLeast: 2000 });
    tell('files scanned in a second of CPU time', (items * 3) / scan.cpuSeconds, 'files');
    tell('import, start of the program included', scan.seconds, 's');
    tell('memory of the importing process, most', scan.peakMiB, 'MiB', { atMost: 600 });
  }
  if (parts.has('results')) tell('results added', await addResults(place.project), 's');
  if (parts.has('window')) {
    const window = await measureWindow(place, items);
    tell('open to first list', window.openMs, 'ms', { atMost: 2000 });
    tell('jump to the last item, median', window.jumpMs, 'ms', { atMost: 100 });
    tell('sort by a metric, median', window.sortMs, 'ms', { atMost: 200 });
    tell('filter by a part of the name, median', window.filterMs, 'ms');
    tell('first summary of all metrics', window.summaryMs, 'ms');
    tell('longest block of the window, by the clock', window.longestBlockMs, 'ms', { atMost: 50 });
    tell('longest task of it, opening, CPU time', window.openCpuMs, 'ms', { atMost: 50 });
    tell('longest task of it afterwards, CPU time', window.useCpuMs, 'ms', { atMost: 50 });
    tell('memory of the main process, most', window.peakMiB, 'MiB', { atMost: 600 });
    tell('memory of the main process, at the end', window.endMiB, 'MiB');
    tell('clock against CPU time, after', busyness(), 'times');
    for (const line of window.blocks) console.log(`  blocked ${line}`);
  }
} finally {
  if (flags.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
