import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { namedEncodings } from '#domain/datasets/encodings.ts';
import { fallbackLayout, knownLayouts } from '#domain/datasets/knownLayouts.ts';
import { encodingTable, layoutTable } from './layoutTable.ts';

const page = cellsOf(readFileSync(resolve(import.meta.dirname, '../../docs/layouts.md'), 'utf8'));

/** The formatter pads the page's cells. */
function cellsOf(table: string): readonly string[] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
    .map((line) => line.replaceAll(/\s*\|\s*/g, '|'));
}

it('is what docs/layouts.md says of every layout', () => {
  const records = [...knownLayouts, fallbackLayout].map(({ record }) => record);
  expect(cellsOf(layoutTable(records)).filter((row) => !page.includes(row))).toEqual([]);
});

it('is what docs/layouts.md says of every encoding', () => {
  expect(cellsOf(encodingTable([...namedEncodings.values()])).filter((row) => !page.includes(row))).toEqual(
    [],
  );
});
