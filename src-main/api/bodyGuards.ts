import type { Context } from 'hono';
import { StudioError } from '#domain/errors.ts';

/** Guards for what requests carry. Each returns the value in its type or throws BadRequest naming the field. */

/** The JSON object in a request's body. */
export async function jsonBody(c: Context): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = await c.req.json();
  } catch (error) {
    throw new StudioError('BadRequest', `the body is not JSON: ${(error as Error).message}`, {}, error);
  }
  return object(value, 'body');
}

export function object(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw refused(field, 'an object', value);
}

export function text(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refused(field, 'a text that is not empty', value);
}

export function textOrNull(value: unknown, field: string): string | null {
  return value === null || value === undefined ? null : text(value, field);
}

export function number(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw refused(field, 'a finite number', value);
}

/** A whole number ≥ min. */
export function integer(value: unknown, field: string, min = 0): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
  throw refused(field, `a whole number from ${min} up`, value);
}

export function oneOf<Choice extends string>(
  value: unknown,
  field: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw refused(field, `one of ${choices.join(', ')}`, value);
}

export function list<Entry>(
  value: unknown,
  field: string,
  entry: (value: unknown, field: string) => Entry,
): Entry[] {
  if (!Array.isArray(value)) throw refused(field, 'a list', value);
  return value.map((inner, i) => entry(inner, `${field}[${i}]`));
}

/** An id in the address: /api/items/:id. */
export function idInPath(c: Context, name = 'id'): number {
  const given = c.req.param(name) ?? '';
  return integer(/^\d+$/.test(given) ? Number(given) : given, name, 1);
}

/** An id in the query; null when absent. */
export function idInQuery(c: Context, name: string): number | null {
  const given = c.req.query(name);
  if (given === undefined || given === '') return null;
  return integer(/^\d+$/.test(given) ? Number(given) : given, name, 1);
}

/** offset and limit of a page; at most 1000 rows, 100 unless told. */
export function pageInQuery(c: Context): { offset: number; limit: number } {
  const read = (name: string, initial: number): number => {
    const given = c.req.query(name);
    if (given === undefined) return initial;
    return integer(/^\d+$/.test(given) ? Number(given) : given, name);
  };
  return { offset: read('offset', 0), limit: Math.min(read('limit', 100), 1000) };
}

/** What a guard throws. */
export function refused(field: string, expected: string, found: unknown): StudioError {
  const shown = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 80);
  return new StudioError('BadRequest', `${field} must be ${expected}, found ${shown}`, {
    field,
    expected,
    found: shown,
  });
}
