import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { recipeRecord } from '#jobs/recipeRecord.ts';
import { openDatabase } from '#project/openDatabase.ts';
import { Project } from '#project/Project.ts';
import { seededRandom } from '#testing/seededRandom.ts';

const metricNames = [
  ...[
    'absRel',
    'sqRel',
    'rmse',
    'mae',
    'delta1',
    'delta2',
    'epe',
    'bad1',
    'bad2',
    'd1All',
    'ssim',
    'density',
  ],
];

/**
 * A run with twelve metrics an item, written past the program: matching a hundred thousand pairs is another benchmark.
 * All share one map. Every fiftieth item has no result yet, every forty-ninth of the others failed.
 * @returns seconds.
 */
export async function addResults(path: string): Promise<number> {
  const startedAt = performance.now();
  const random = seededRandom(3);
  const project = Project.open(path);
  const values = new Float32Array(64 * 48).fill(7);
  const raster = await project.rasters.put('shared', {
    quantity: 'disparity:px',
    width: 64,
    height: 48,
    values,
  });
  const ids = project.items.ids();
  project.close();
  const database = openDatabase(path);
  const { hash } = recipeRecord(defaultRecipe('disparity'));
  const insert = (table: string, columns: string) =>
    database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
  database.transaction(() => {
    database.prepare('DELETE FROM runs').run();
    insert('methods', 'id, spec, kind, options').run(1, 'sgbm:numDisparities=16', 'sgbm', '{}');
    insert('runs', 'id, method_id, recipe_hash, created_at').run(1, 1, hash, '2026-01-01T00:00:00.000Z');
    const runItem = insert('run_items', 'run_id, item_id, state');
    const prediction = insert(
      'predictions',
      'id, run_id, item_id, state, error, raster_id, quantity, elapsed_ms',
    );
    const rasters = 'aligned_raster_id, error_raster_id, ssim_raster_id, coverage_raster_id';
    const evaluation = insert(
      'evaluations',
      `id, prediction_id, run_id, item_id, recipe_hash, scale, shift, ${rasters}`,
    );
    const metric = insert('metrics', 'evaluation_id, run_id, item_id, scope, name, value, coverage, pixels');
    const failure = JSON.stringify({ tag: 'BadFile', message: 'made by the benchmark', fields: {} });
    for (const id of ids) {
      if (id % 50 === 0) continue;
      const isFailed = id % 49 === 0;
      runItem.run(1, id, isFailed ? 'failed' : 'done');
      if (isFailed) {
        prediction.run(id, 1, id, 'failed', failure, null, null, 1);
        continue;
      }
      prediction.run(id, 1, id, 'done', null, raster, 'disparity:px', 1);
      evaluation.run(id, id, 1, id, hash, 1, 0, raster, raster, raster, raster);
      for (const name of metricNames) metric.run(id, 1, id, 'all', name, random(), 0.9, 3072);
    }
  })();
  database.close();
  return (performance.now() - startedAt) / 1000;
}
