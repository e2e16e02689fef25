import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { StudioError } from '#domain/errors.ts';
import { errorAnswer } from './errorAnswer.ts';

const mebibyte = 2 ** 20;
/** Requests are JSON of some kilobytes; the longest are edits of many painted shapes. */
const usualBytes = 8 * mebibyte;
/** Annotation files of whole datasets. */
const uploadBytes = 256 * mebibyte;

/** Refuses bodies that would only fill the memory: 413 with a BadRequest, before they are read to the end. */
export function limitBodies(): MiddlewareHandler {
  const [usual, upload] = [usualBytes, uploadBytes].map(limited) as [MiddlewareHandler, MiddlewareHandler];
  return (c, next) => (c.req.path === '/api/annotations/import' ? upload : usual)(c, next);
}

function limited(maxSize: number): MiddlewareHandler {
  const refuse = (c: Context): Response => {
    const found = c.req.header('content-length') ?? 'more';
    const message = `the body of ${c.req.path} may have ${maxSize} bytes, found ${found}`;
    const fields = { path: c.req.path, expected: maxSize, found };
    return errorAnswer(new StudioError('BadRequest', message, fields), 413);
  };
  return bodyLimit({ maxSize, onError: refuse });
}
