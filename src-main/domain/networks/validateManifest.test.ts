import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateManifest } from './validateManifest.ts';

const folder = join(import.meta.dirname, '../../../resources/models');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const without = (field: string, m: object) =>
  Object.fromEntries(Object.entries(m).filter(([name]) => name !== field));
const small = (): Record<string, Record<string, unknown>> =>
  read('depth-anything-v2-small.json') as Record<string, Record<string, unknown>>;

describe('the catalogue', () => {
  it.each(names)('holds a valid manifest in %s, named for its id', (name) => {
    expect(`${validateManifest(read(name), name).id}.json`).toBe(name);
  });
});

describe('validateManifest', () => {
  it.each<[string, string | RegExp, (manifest: ReturnType<typeof small>) => unknown]>([
    ['text instead of an object', 'the manifest must be an object; found "x"', () => 'x'],
    ['another schema', 'schema must be one of 1; found 2', (m) => ({ ...m, schema: 2 })],
    ['a missing field', 'licence must be given; found nothing', (m) => without('licence', m)],
    [
      'a field of no meaning',
      /^m.json: tag must be one of the fields schema, id, /,
      (m) => ({ ...m, tag: 1 }),
    ],
    ['an id with a path', /^m.json: id must be lower-case letters/, (m) => ({ ...m, id: '../x' })],
    [
      'a file outside the folder',
      /^m.json: files\[0\].name must be a name without slashes/,
      (m) => ({ ...m, files: [{ ...(m.files as unknown as object[])[0], name: '../model.onnx' }] }),
    ],
    [
      'an unencrypted address',
      /^m.json: files\[0\].url must be an https address; found "http:/,
      (m) => ({ ...m, files: [{ ...(m.files as unknown as object[])[0], url: 'http://x.org/y' }] }),
    ],
    [
      'a rule that nobody knows',
      /^m.json: input.resize.rule must be one of lower-bound, .*; found "crop"/,
      (m) => ({ ...m, input: { ...m.input, resize: { ...(m.input!.resize as object), rule: 'crop' } } }),
    ],
    [
      'two means for three channels',
      'input.normalise.mean must be a list of 3 entries; found [0,0]',
      (m) => ({ ...m, input: { ...m.input, normalise: { divisor: 1, mean: [0, 0], std: [1, 1, 1] } } }),
    ],
    [
      'a formula that gives another quantity',
      'output.quantity must be disparity:px with the formula disparity-of-width-share; found inverse-depth:relative',
      (m) => ({ ...m, output: { ...m.output, formula: { kind: 'disparity-of-width-share' } } }),
    ],
    [
      'a formula with a field too many',
      'output.formula.x must be one of the fields kind, scale; found 1',
      (m) => ({ ...m, output: { ...m.output, formula: { kind: 'identity', scale: 1, x: 1 } } }),
    ],
    [
      'a runnable network without an input',
      'input must be given for a runnable network; found null',
      (m) => ({ ...m, input: null }),
    ],
    [
      'an unverified field that is not there',
      'unverified must be a list of fields that are there; found files[3].url',
      (m) => ({ ...m, unverified: ['files[3].url'] }),
    ],
  ])('refuses %s', (_what, message, change) => {
    const expected = (
      typeof message === 'string' ? `m.json: ${message}` : expect.stringMatching(message)
    ) as string;
    expect(() => validateManifest(change(small()), 'm.json')).toThrow(
      expect.objectContaining({ tag: 'InvalidManifest', message: expected }),
    );
  });
});
