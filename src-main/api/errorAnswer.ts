import { isAbortError, isStudioError, type ErrorTag } from '#domain/errors.ts';
import type { ErrorAnswer } from './contract.ts';

const statusOfTag: Partial<Record<ErrorTag, number>> = {
  NotFound: 404,
  BadRequest: 400,
  InvalidOption: 400,
  PathRefused: 403,
  ProjectBusy: 409,
  CannotWrite: 507,
};

/**
 * What a failed request is answered with: an expected failure with its tag, anything else as our fault (500).
 * @param status instead of the tag's own.
 */
export function errorAnswer(error: unknown, status?: number): Response {
  if (isStudioError(error)) {
    const { tag, message, fields } = error;
    return answer({ error: { tag, message, fields } }, status ?? statusOfTag[tag] ?? 422);
  }
  // The asker has gone; nobody reads this.
  if (isAbortError(error)) return new Response(null, { status: 499 });
  const message = error instanceof Error ? error.message : String(error);
  return answer({ error: { tag: 'Bug', message, fields: {} } }, 500);
}

/** True for what has to be logged: neither an expected failure nor a cancellation. */
export function isBug(error: unknown): boolean {
  return !isStudioError(error) && !isAbortError(error);
}

function answer(body: ErrorAnswer, status: number): Response {
  return Response.json(body, { status });
}
