import type { Database } from './openDatabase.ts';
import type { RasterStore } from './RasterStore.ts';

/**
 * Derived rasters can be made again, and the folder they are in may have been removed to save room or left behind when
 * the project moved. What was computed from files that are gone is forgotten, so that it counts as still to be done:
 * predictions with their comparisons, or comparisons alone. One transaction; answers how many rasters were lost.
 */
export function forgetLostRasters(database: Database, rasters: RasterStore): number {
  const lost = rasters.lost();
  forget(database, lost);
  return lost.length;
}

/** The same a folder of rasters at a time, letting others work in between. Ends early when the project is closed. */
export async function forgetLostRastersSlowly(
  database: Database,
  rasters: RasterStore,
  pause: () => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let folder = 0; folder < 256; folder++) {
    await pause();
    if (!database.open) return count;
    const lost = rasters.lostIn(folder.toString(16).padStart(2, '0'));
    forget(database, lost);
    count += lost.length;
  }
  return count;
}

function forget(database: Database, lost: readonly string[]): void {
  if (lost.length === 0) return;
  const ids = JSON.stringify(lost);
  const isLost = '(SELECT value FROM json_each(@ids))';
  database.transaction(() => {
    const run = (sql: string) => database.prepare<object>(sql).run({ ids });
    run(
      `UPDATE run_items SET state = 'pending' WHERE (run_id, item_id) IN
         (SELECT run_id, item_id FROM predictions WHERE raster_id IN ${isLost})`,
    );
    run(`DELETE FROM predictions WHERE raster_id IN ${isLost}`);
    run(
      `DELETE FROM evaluations WHERE aligned_raster_id IN ${isLost} OR error_raster_id IN ${isLost}
         OR ssim_raster_id IN ${isLost} OR coverage_raster_id IN ${isLost}`,
    );
    run(`DELETE FROM rasters WHERE id IN ${isLost}`);
  })();
}
