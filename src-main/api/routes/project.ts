import type { Hono } from 'hono';
import { basename, dirname, join } from 'node:path';
import { parseGivenEncodings } from '#domain/datasets/givenEncodings.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import type { EncodingProposal } from '#domain/datasets/proposeEncoding.ts';
import type { UnitValues } from '#domain/rasters/valuesInUnits.ts';
import { isStudioError } from '#domain/errors.ts';
import type { LayerPreview } from '#frames/previewDataset.ts';
import { previewInThread } from '#jobs/previewInThread.ts';
import type { ApiContext } from '../ApiContext.ts';
import { jsonBody, text, textOrNull } from '../bodyGuards.ts';
import type { ImportLayer, ImportPreviewAnswer, ImportReading } from '../contract.ts';
import type { PathGuard } from '../PathGuard.ts';
import { projectSummary } from '../projectSummary.ts';

/** GET /project, POST /project/open|sample|import|close, POST /import/preview */
export function projectRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  app
    .get('/project', (c) => c.json(projectSummary(workspace)))
    .post('/project/open', async (c) => {
      const body = await jsonBody(c);
      await workspace.openProject(await paths.allowed(text(body.path, 'path'), 'path'));
      return c.json(projectSummary(workspace));
    })
    .post('/project/sample', async (c) => {
      await workspace.openSample();
      return c.json(projectSummary(workspace));
    })
    .post('/project/import', async (c) => {
      const body = await jsonBody(c);
      const request = await datasetIn(body, paths);
      const output = await paths.allowed(text(body.output, 'output'), 'output');
      const calibration = textOrNull(body.calibration, 'calibration');
      await workspace.importDataset({
        ...request,
        output,
        calibration: calibration === null ? null : await paths.allowed(calibration, 'calibration'),
      });
      return c.json(projectSummary(workspace));
    })
    .post('/project/close', async (c) => {
      await workspace.closeProject();
      return c.json({});
    })
    .post('/import/preview', async (c) => {
      const request = await datasetIn(await jsonBody(c), paths);
      const preview = await previewInThread(request.root, { ...request, signal: c.req.raw.signal });
      const answer: ImportPreviewAnswer = {
        ...preview,
        layers: preview.layers.map(importLayer),
        rejected: preview.rejected.map(({ file, tag, message }) => ({ file, tag, message })),
        suggestedOutput: await suggestedOutput(request.root, paths),
      };
      return c.json(answer);
    });
}

async function datasetIn(body: Record<string, unknown>, paths: PathGuard) {
  const groundTruthEncoding = textOrNull(body.groundTruthEncoding, 'groundTruthEncoding');
  parseGivenEncodings(groundTruthEncoding);
  return {
    root: await paths.allowed(text(body.root, 'root'), 'root'),
    layout: text(body.layout, 'layout'),
    groundTruthEncoding,
  };
}

function importLayer({ proposal, plausible, values, ...layer }: LayerPreview): ImportLayer {
  return {
    ...layer,
    reading: proposal && importReading(proposal, values),
    plausible: plausible.map((each) => importReading(each.proposal, each.values)),
  };
}

function importReading({ encoding, reason }: EncodingProposal, values: UnitValues | null): ImportReading {
  return { encoding: formatEncoding(encoding), reason, values };
}

/** Beside the data, or inside it where what is beside it is out of reach. */
async function suggestedOutput(root: string, paths: PathGuard): Promise<string> {
  const name = `${basename(root)}.fathom`;
  try {
    return await paths.allowed(join(dirname(root), name), 'output');
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return join(root, name);
  }
}
