/*
 * A gallery of ten thousand failure regions: how long the window's thread is ever blocked while it is scrolled (Chromium's
 * Long Tasks, on the built program), and how long SQL takes for a page of each order and for the counts.
 * `npm run bench:gallery [-- --items 200 --regions 50 --folder DIR]`. Without --folder all is made in a temporary folder
 * and removed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { causeAccuracy } from '#domain/review/causeAccuracy.ts';
import { everyRegion, regionSorts } from '#domain/review/RegionQuery.ts';
import { Project } from '#project/Project.ts';
import { makeGallery } from './gallery/makeGallery.ts';
import { measureScrolling } from './gallery/measureScrolling.ts';

const { values: flags } = parseArgs({
  options: {
    items: { type: 'string', default: '200' },
    regions: { type: 'string', default: '50' },
    folder: { type: 'string' },
  },
});
const folder =
  flags.folder === undefined ? mkdtempSync(join(tmpdir(), 'fathom-gallery-')) : resolve(flags.folder);
const path = join(folder, 'gallery.fathom');

function tell(what: string, found: number, unit: string, atMost: number | null = null): void {
  const verdict = atMost === null ? '' : `≤ ${atMost} ${unit}: ${found <= atMost ? 'met' : 'MISSED'}`;
  console.log(`${what.padEnd(52)} ${found.toFixed(1).padStart(8)} ${unit.padEnd(4)} ${verdict}`);
}

/** Median of nine, ms. */
function medianMs(work: () => unknown): number {
  const times = Array.from({ length: 9 }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return times.toSorted((a, b) => a - b)[4]!;
}

try {
  mkdirSync(folder, { recursive: true });
  const counts = { items: Number(flags.items), regionsPerItem: Number(flags.regions) };
  if (!existsSync(path)) await makeGallery(folder, counts);
  console.log(`${counts.items * counts.regionsPerItem} regions, load ${loadavg()[0]!.toFixed(2)} before`);

  const project = Project.open(path);
  const { reviews, evaluations } = project;
  const pageOf = (query: object, offset = 4000) => {
    const { ids } = reviews.page({ ...everyRegion, runId: 1, ...query }, offset, 40);
    for (const id of ids) evaluations.region(id);
  };
  for (const sort of regionSorts) {
    tell(
      `a page in the middle, by ${sort}`,
      medianMs(() => pageOf({ sort })),
      'ms',
    );
  }
  tell(
    'a page of one cause, not reviewed',
    medianMs(() => pageOf({ cause: 'sky', review: 'open' }, 200)),
    'ms',
  );
  tell(
    'the next that is not reviewed',
    medianMs(() => reviews.nextOpen({ ...everyRegion, runId: 1 }, 5000, 1)),
    'ms',
  );
  tell(
    'counts, precision and recall by cause',
    medianMs(() => [reviews.progress(1), causeAccuracy(reviews.reviewedCounts(1))]),
    'ms',
    200,
  );
  project.close();

  const scrolling = await measureScrolling(folder, path);
  tell('key to first picture', scrolling.openMs, 'ms');
  tell(
    `longest block in ${scrolling.wheelTurns} turns of the wheel and a drag`,
    scrolling.longestBlockMs,
    'ms',
    50,
  );
  tell('the same by processor time', scrolling.longestCpuMs, 'ms', 50);
  for (const line of scrolling.blocks) console.log(`  blocked ${line}`);
  console.log(
    `${scrolling.total} regions in the gallery, ${scrolling.pictures} pictures on screen at the end`,
  );
  console.log(`load ${loadavg()[0]!.toFixed(2)} after`);
} finally {
  if (flags.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
