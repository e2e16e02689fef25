import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCauses } from '#domain/causes/allCauses.ts';
import { causeShares } from '#domain/regions/CauseCounts.ts';
import { migrate } from '#project/migrate.ts';
import { openDatabase } from '#project/openDatabase.ts';
import { RegionCounts } from '#project/RegionCounts.ts';

/**
 * Times the counts of a run with many regions by cause and class, a tenth of them reviewed.
 *
 *   node src-main/bench/regionCounts.ts [regions]
 */
const regions = Number(process.argv[2] ?? 120_000);
const perItem = 20;
const folder = mkdtempSync(join(tmpdir(), 'fathom-counts-'));
const database = openDatabase(join(folder, 'counts.sqlite'));
try {
  migrate(database);
  database.pragma('foreign_keys = OFF');
  const items = Math.ceil(regions / perItem);
  const json = JSON.stringify({ note: 'x'.repeat(600) });
  database.transaction(() => {
    const names = allCauses.map(({ name }) => name);
    database.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${items})
      INSERT INTO region_findings (prediction_id, run_id, item_id, findings, settings, error_sum, compared_px)
        SELECT i, 1, i, '{}', '{}', 100.0, 400000 FROM n;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${items})
      INSERT INTO evaluations (id, prediction_id, run_id, item_id, recipe_hash, scale, shift, aligned_raster_id,
          error_raster_id, ssim_raster_id, coverage_raster_id)
        SELECT i, i, 1, i, 'r', 1, 0, 'a', 'e', 's', 'c' FROM n;`);
    const write = database.prepare(
      `INSERT INTO regions (id, prediction_id, evaluation_id, run_id, item_id, rank, severity, wrong, large, sure, area_px,
         x, y, width, height, outline, stats, detection, causes, bias, cause, cause_score, direction, distance_m,
         error_sum, suspicion, compared_px, annotated_class)
       VALUES (@id, @item, @item, 1, @item, @rank, 0.5, 0.5, 0.5, 0.5, 100, 0, 0, 10, 10, @json, '{}', '{}', @json, '{}',
         @cause, 0.5, 'far', 10, 4.5, 0, 100, @annotated)`,
    );
    const review = database.prepare(
      `INSERT INTO region_reviews (region_id, state, cause, note, tags) VALUES (?, 'confirmed', ?, '', '[]')`,
    );
    for (let id = 1; id <= regions; id += 1) {
      const cause = names[(id * 7) % names.length];
      const item = 1 + ((id - 1) % items);
      const annotated = id % 5 === 0 ? 'car' : null;
      write.run({ id, item, rank: 1 + Math.floor((id - 1) / items), json, cause, annotated });
      if (id % 10 === 0) review.run(id, id % 20 === 0 ? 'sky' : null);
    }
  })();
  const counts = new RegionCounts(database);
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const begun = process.cpuUsage();
    const found = causeShares(counts.ofRun(1));
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
    if (round === 0)
      console.log(`${found.length} bars, ${found.reduce((sum, one) => sum + one.regions, 0)} regions`);
  }
  times.sort((a, b) => a - b);
  console.log(
    `processor time ${times[4]!.toFixed(0)} ms (least ${times[0]!.toFixed(0)}, most ${times[8]!.toFixed(0)})`,
  );
} finally {
  database.close();
  rmSync(folder, { recursive: true });
}
