import type { Hono } from 'hono';
import { basename } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { networkDefaults } from '#domain/methods/NetworkOptions.ts';
import { idOfFile } from '#domain/networks/idOfFile.ts';
import { pictureCount, type ModelManifest } from '#domain/networks/ModelManifest.ts';
import { proposeManifest } from '#domain/networks/proposeManifest.ts';
import { validateManifest } from '#domain/networks/validateManifest.ts';
import type { Inference } from '#inference/Inference.ts';
import type { ModelEntry } from '#inference/ModelStore.ts';
import { leftPictureOf, stereoPairOf } from '#jobs/itemSources.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import type { ApiContext } from '../ApiContext.ts';
import { integer, jsonBody, refused, text } from '../bodyGuards.ts';
import type { ModelInspectionAnswer, ModelsAnswer, ModelSummary } from '../contract.ts';
import { rasterAnswer } from '../rasterAnswer.ts';

/** GET /models; POST /models/:id/download, …/cancel, …/remove; POST /models/inspect, /models/try, /models/add */
export function modelRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  workspace.inference?.downloads.watch((download) => workspace.emit({ type: 'download', download }));
  app
    .get('/models', (c) => c.json(modelsAnswer(inferenceOf(workspace))))
    .post('/models/inspect', async (c) => {
      const { path } = await jsonBody(c);
      const graph = await paths.allowed(text(path, 'path'), 'path');
      return c.json(await inspect(inferenceOf(workspace), graph));
    })
    .post('/models/try', async (c) => {
      const { path, manifest, itemId } = await jsonBody(c);
      const graph = await paths.allowed(text(path, 'path'), 'path');
      const request = { graph, manifest, itemId: integer(itemId, 'itemId', 1), signal: c.req.raw.signal };
      const { headers, bytes, mediaType } = rasterAnswer(await tryOn(workspace, request));
      return new Response(bytes, {
        headers: { ...headers, 'content-type': mediaType, 'cache-control': 'no-store' },
      });
    })
    .post('/models/add', async (c) => {
      const { path, manifest } = await jsonBody(c);
      const graph = await paths.allowed(text(path, 'path'), 'path');
      const inference = inferenceOf(workspace);
      await inference.library.add(graph, validateManifest(manifest, basename(graph)));
      return c.json(modelsAnswer(inference));
    })
    .post('/models/:id/download', async (c) => {
      const inference = inferenceOf(workspace);
      const { manifest } = inference.models.get(c.req.param('id'));
      const { licence } = await jsonBody(c);
      if (licence !== manifest.licence.name) {
        throw refused('licence', `the licence that was accepted, ${manifest.licence.name}`, licence);
      }
      inference.downloads.start(manifest.id);
      return c.json(modelsAnswer(inference));
    })
    .post('/models/:id/cancel', async (c) => {
      const inference = inferenceOf(workspace);
      await inference.downloads.cancel(c.req.param('id'));
      return c.json(modelsAnswer(inference));
    })
    .post('/models/:id/remove', async (c) => {
      const inference = inferenceOf(workspace);
      await inference.library.remove(c.req.param('id'));
      return c.json(modelsAnswer(inference));
    });
}

function inferenceOf({ inference }: Workspace): Inference {
  if (inference) return inference;
  throw new StudioError('ModelMissing', 'this program runs no networks', {});
}

function modelsAnswer({ models, downloads }: Inference): ModelsAnswer {
  const { models: entries, broken } = models.list();
  return { models: entries.map(summaryOf), broken, downloads: downloads.list() };
}

function summaryOf({ manifest, state, origin }: ModelEntry): ModelSummary {
  const { files } = manifest;
  const sizes = files.map(({ sizeBytes }) => sizeBytes);
  return {
    manifest,
    state,
    origin: origin === 'added' ? 'added' : 'catalogue',
    sizeBytes:
      files.length === 0 || sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + size!, 0),
    isDownloadable: files.length > 0 && files.every(({ url, sha256 }) => url !== null && sha256 !== null),
  };
}

async function inspect({ library, process }: Inference, path: string): Promise<ModelInspectionAnswer> {
  const files = await library.filesOf(path);
  const graph = await process.describe(path);
  const name = basename(path).replace(/\.onnx$/i, '');
  return { graph, ...proposeManifest(graph, { id: idOfFile(path), name, files }) };
}

async function tryOn(
  workspace: Workspace,
  request: {
    readonly graph: string;
    readonly manifest: unknown;
    readonly itemId: number;
    readonly signal: AbortSignal;
  },
) {
  const { graph, itemId, signal } = request;
  const { library, process } = inferenceOf(workspace);
  const files = await library.filesOf(graph, signal);
  const manifest: ModelManifest = { ...validateManifest(request.manifest, basename(graph)), files };
  const { project } = workspace;
  const item = project.items.get(itemId);
  const { left, right } =
    pictureCount(manifest) === 2
      ? stereoPairOf(project, item)
      : { left: leftPictureOf(project, item), right: null };
  const model = {
    ...{ manifest, graph, sha256: files[0]!.sha256! },
    files: files.map(({ name, sha256 }) => ({ name, sha256: sha256! })),
  };
  const answer = await process.predict(
    {
      ...{ model, options: networkDefaults, cameras: item.cameras, focalPx: item.rig?.focalPx ?? null },
      left: project.resolve(left.path),
      right: right && project.resolve(right.path),
    },
    { signal },
  );
  if (answer.bad) throw new StudioError(answer.bad.tag, answer.bad.message, answer.bad.fields);
  return answer.map;
}
