import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The absolute path of a committed fixture. */
export function fixturePath(path: string): string {
  return resolve(import.meta.dirname, 'fixtures', path);
}

/** The bytes of a committed fixture. */
export function fixtureBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(fixturePath(path)));
}

/** A committed JSON fixture; the caller states its form. */
export function fixtureJson(path: string): unknown {
  return JSON.parse(readFileSync(fixturePath(path), 'utf8'));
}
