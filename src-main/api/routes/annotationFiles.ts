import { zipSync, type Zippable } from 'fflate';
import type { Context, Hono } from 'hono';
import { StudioError } from '#domain/errors.ts';
import {
  annotationsAsCoco,
  annotationsAsMasks,
  importCocoAnnotations,
  importMaskAnnotations,
} from '#jobs/annotationExchange.ts';
import type { ApiContext } from '../ApiContext.ts';
import { downloadHeaders } from '../binaryAnswer.ts';
import { oneOf } from '../bodyGuards.ts';
import type { AnnotationImportAnswer } from '../contract.ts';
import { filesInZip } from '../filesInZip.ts';

/** PNGs are compressed already. The time is fixed, so that equal annotations give equal files. */
const zipOptions = { level: 0, mtime: '1980-01-01T00:00:00' } as const;

/** GET /annotations/export?format=, POST /annotations/import?format= */
export function annotationFileRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/annotations/export', async (c) => {
      const { project } = workspace;
      if (formatIn(c) === 'coco') {
        const text = JSON.stringify(annotationsAsCoco(project));
        const headers = downloadHeaders(`${project.name} annotations.json`);
        return new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
      }
      const files: Zippable = {};
      for await (const { path, bytes } of annotationsAsMasks(project)) files[path] = bytes;
      const headers = downloadHeaders(`${project.name} masks.zip`);
      return new Response(zipSync(files, zipOptions), {
        headers: { 'content-type': 'application/zip', ...headers },
      });
    })
    .post('/annotations/import', async (c) => {
      const answer: AnnotationImportAnswer =
        formatIn(c) === 'coco'
          ? importCocoAnnotations(workspace, parseJson(await c.req.text()), 'the COCO file')
          : await importMaskAnnotations(workspace, filesInZip(new Uint8Array(await c.req.arrayBuffer())));
      return c.json(answer);
    });
}

function formatIn(c: Context): 'coco' | 'masks' {
  return oneOf(c.req.query('format'), 'format', ['coco', 'masks']);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = (error as SyntaxError).message;
    throw new StudioError('BadFile', `the COCO file is not JSON: ${why}`, {}, error);
  }
}
