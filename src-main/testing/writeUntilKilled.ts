import { existsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Annotation } from '#domain/annotation/Annotation.ts';
import { Project } from '#project/Project.ts';
import { foundItems, itemSize } from './foundItems.ts';
import { testRecipe } from './testRecipe.ts';

/** What the writing process says after the write has come back. */
export interface Acknowledgement {
  readonly what: 'item' | 'prediction' | 'evaluation' | 'failure' | 'annotation' | 'edits';
  /** Number of the step, which is also in the item's name. */
  readonly step: number;
}

/**
 * Body of a process that a test kills: makes or opens the project and writes items, rasters, predictions, evaluations,
 * annotations and job progress without end, with a line on stdout after each write.
 */
export async function writeUntilKilled(path: string): Promise<never> {
  const project = existsSync(path)
    ? Project.open(path)
    : Project.create(path, { layout: 'folders', root: 'data', groundTruthEncoding: null, createdBy: 'test' });
  project.recipes.setInForce(testRecipe);
  const run =
    project.runs.bySpec('sgbm') ??
    project.runs.create({
      method: { spec: 'sgbm', kind: 'sgbm', options: {} },
      recipeHash: testRecipe.hash,
      itemIds: [],
    });
  const job = project.jobs.add({ kind: 'run', title: 'all', payload: { runId: run.id }, runId: run.id });
  for (let step = project.items.count(); ; step++) {
    const itemId = addItem(project, step);
    project.runs.addItems(run.id, [itemId]);
    project.jobs.update(job.id, { state: 'running', done: step, current: `frames/${step}` });
    await savePrediction(project, { runId: run.id, itemId, step });
    annotate(project, itemId, step);
  }
}

/** Different in every step. */
export function valueOfStep(step: number): number {
  return step + 0.25;
}

export function annotationOfStep(step: number, itemId: number, note: string): Annotation {
  const shape =
    step % 2 === 0
      ? ({
          kind: 'polygon',
          parts: [
            [
              [1, 1],
              [4, 1],
              [4, step],
            ],
          ],
        } as const)
      : ({
          kind: 'polyline',
          points: [
            [0, 0],
            [3, step],
          ],
          widthPx: 1.5,
        } as const);
  return { id: `annotation-${step}`, itemId, classId: 1, shape, note };
}

function addItem(project: Project, step: number): number {
  const found = foundItems(dirname(project.path), 1)[0]!;
  const problem = {
    file: 'x.png',
    severity: 'doubtful',
    tag: 'EncodingUnknown',
    message: 'm',
    fields: {},
  } as const;
  const [itemId] = project.items.upsert([{ ...found, name: `frames/${step}`, problems: [problem] }]);
  acknowledge({ what: 'item', step });
  return itemId!;
}

async function savePrediction(
  project: Project,
  { runId, itemId, step }: { readonly runId: number; readonly itemId: number; readonly step: number },
): Promise<void> {
  if (step % 7 === 3) {
    const error = { tag: 'BadFile', message: 'truncated', fields: {} } as const;
    project.predictions.saveFailed({ runId, itemId, error, elapsedMs: 1 });
    acknowledge({ what: 'failure', step });
    return;
  }
  const values = new Float32Array(itemSize.width * itemSize.height).fill(valueOfStep(step));
  const raster = { quantity: 'disparity:px', ...itemSize, values } as const;
  const rasterId = await project.rasters.put(`prediction ${step}`, raster);
  const saved = { runId, itemId, rasterId, quantity: raster.quantity, elapsedMs: 1 };
  const prediction = project.predictions.saveDone(saved);
  acknowledge({ what: 'prediction', step });
  project.evaluations.save({
    predictionId: prediction.id,
    recipeHash: testRecipe.hash,
    alignment: { scale: 1, shift: 0 },
    alignedRasterId: rasterId,
    errorRasterId: await project.rasters.put(`error ${step}`, { ...raster, quantity: 'error:px' }),
    ssimRasterId: await project.rasters.put(`ssim ${step}`, { ...raster, quantity: 'ssim' }),
    coverageRasterId: await project.rasters.put(`coverage ${step}`, { ...raster, quantity: 'coverage' }),
    warnings: [],
    metrics: [{ scope: 'all', name: 'epe', value: valueOfStep(step), coverage: 1, pixels: 48 }],
    regions: [],
  });
  acknowledge({ what: 'evaluation', step });
}

function annotate(project: Project, itemId: number, step: number): void {
  const first = annotationOfStep(step, itemId, 'first');
  const second = annotationOfStep(step, itemId, 'second');
  if (project.annotations.byItem(itemId).length > 0) return;
  project.annotations.applyDiff({ added: [first], updated: [], removed: [] });
  acknowledge({ what: 'annotation', step });
  project.annotations.applyDiff({ added: [], updated: [[first, second]], removed: [] });
  project.annotations.undo();
  project.annotations.redo();
  acknowledge({ what: 'edits', step });
}

function acknowledge(line: Acknowledgement): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
