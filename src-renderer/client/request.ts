import type { ErrorAnswer } from '#api/contract.ts';
import { errorTags, reviveError } from '#domain/errors.ts';

/** The backend could not be reached at all; the request may be repeated once it is back. */
export class ConnectionLostError extends Error {
  constructor(cause: unknown) {
    super('The studio has lost its connection to the backend', { cause });
    this.name = 'ConnectionLostError';
  }
}

/** A request that answers with a Response, or throws the revived StudioError, ConnectionLostError or AbortError. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, init);
  } catch (error) {
    if (error instanceof TypeError) throw new ConnectionLostError(error);
    throw error;
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, { signal });
  return (await response.json()) as T;
}

export async function sendJson<T>(
  method: 'POST' | 'PUT',
  path: string,
  body: unknown = {},
  init: RequestInit = {},
): Promise<T> {
  const response = await request(path, {
    ...init,
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

/** `?a=1&b=x` of the values that are set; empty when none is. */
export function queryOf(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): string {
  const set = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  if (set.length === 0) return '';
  return `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()}`;
}

async function failureOf(response: Response): Promise<Error> {
  const text = await response.text();
  const answer = parseError(text);
  if (!answer) return new Error(`${response.url} answered ${response.status}: ${text.slice(0, 200)}`);
  const { error } = answer;
  if (error.tag === 'Bug') return new Error(error.message);
  return reviveError(error);
}

function parseError(text: string): ErrorAnswer | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('tag' in error)) return null;
  return error.tag === 'Bug' || (errorTags as readonly unknown[]).includes(error.tag)
    ? (answer as ErrorAnswer)
    : null;
}
