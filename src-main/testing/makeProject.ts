import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { EvaluationRecord, MetricRecord, RunRecord } from '#domain/records.ts';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import type { PredictionInputs } from '#project/PredictionStore.ts';
import { Project } from '#project/Project.ts';
import { foundItems, itemSize } from './foundItems.ts';
import { testRecipe } from './testRecipe.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** An open project in a folder of its own, with items and their files; closed and removed when the test ends. */
export async function makeProject(options: { readonly items?: number } = {}): Promise<Project> {
  const folder = await temporaryFolder();
  const project = Project.create(join(folder, 'test.fathom'), {
    layout: 'folders',
    root: join(folder, 'data'),
    groundTruthEncoding: null,
    createdBy: 'fathom test',
  });
  onTestFinished(() => project.close());
  project.recipes.setInForce(testRecipe);
  project.items.upsert(foundItems(folder, options.items ?? 2));
  return project;
}

/** A run of SGBM over all items. */
export function makeRun(project: Project, spec = 'sgbm'): RunRecord {
  return project.runs.create({
    method: { spec, kind: 'sgbm', options: { mode: 'sgbm', numDisparities: 16 } },
    recipeHash: testRecipe.hash,
    itemIds: project.items.ids(),
  });
}

/** A raster of the items' size with one value everywhere; NaN for an invalid one. */
export function flatRaster<Q extends Quantity>(quantity: Q, value: number): Raster<Q> {
  const { width, height } = itemSize;
  return { quantity, width, height, values: new Float32Array(width * height).fill(value) };
}

/** Saves a prediction and its evaluation with a metric `epe` of that value and the given regions. */
export async function saveEvaluated(
  project: Project,
  at: { readonly runId: number; readonly itemId: number },
  results: {
    readonly epe: number;
    readonly regions?: readonly RegionDraft[];
    readonly metrics?: readonly MetricRecord[];
    /** Content of the pictures that the map was made from. */
    readonly inputs?: PredictionInputs;
  },
): Promise<EvaluationRecord> {
  const { epe, regions = [], metrics = [] } = results;
  const put = (quantity: Quantity, value: number) =>
    project.rasters.put(`${at.runId}/${at.itemId}/${quantity}`, flatRaster(quantity, value));
  const rasterId = await put('disparity:px', epe);
  const prediction = project.predictions.saveDone({
    ...at,
    rasterId,
    quantity: 'disparity:px',
    elapsedMs: 1.5,
    ...(results.inputs ? { inputs: results.inputs } : {}),
  });
  return project.evaluations.save({
    predictionId: prediction.id,
    recipeHash: testRecipe.hash,
    alignment: { scale: 1, shift: 0 },
    alignedRasterId: rasterId,
    errorRasterId: await put('error:px', epe),
    ssimRasterId: await put('ssim', 1),
    coverageRasterId: await put('coverage', 1),
    warnings: ['a warning'],
    metrics: [{ scope: 'all', name: 'epe', value: epe, coverage: 0.75, pixels: 48 }, ...metrics],
    regions,
  });
}
