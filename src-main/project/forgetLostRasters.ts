import type { Database } from './openDatabase.ts';
import type { RasterStore } from './RasterStore.ts';

/**
 * Derived rasters can be made again, and the folder they are in may have been removed to save room or left behind when
 * the project moved. What was computed from files that are gone is forgotten, so that it counts as still to be done:
 * predictions with their comparisons, or comparisons alone. One transaction; answers how many rasters were lost.
 */
export function forgetLostRasters(database: Database, rasters: RasterStore): number {
  const lost = rasters.lost();
  if (lost.length === 0) return 0;
  database.transaction(() => {
    for (const id of lost) {
      database
        .prepare<[string]>(
          `UPDATE run_items SET state = 'pending' WHERE EXISTS (SELECT 1 FROM predictions p
             WHERE p.run_id = run_items.run_id AND p.item_id = run_items.item_id AND p.raster_id = ?)`,
        )
        .run(id);
      database.prepare<[string]>('DELETE FROM predictions WHERE raster_id = ?').run(id);
      database
        .prepare<[string]>(
          'DELETE FROM evaluations WHERE ? IN (aligned_raster_id, error_raster_id, ssim_raster_id, coverage_raster_id)',
        )
        .run(id);
      database.prepare<[string]>('DELETE FROM rasters WHERE id = ?').run(id);
    }
  })();
  return lost.length;
}
