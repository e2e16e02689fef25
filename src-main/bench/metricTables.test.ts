import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { metricTables } from './metricTables.ts';

/** Cells of table rows, without the padding that the formatter gives them. */
function rowsOf(markdown: string): readonly string[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim().replaceAll('\\', ''))
        .join('|'),
    );
}

it('the page of metrics says what the program computes (else: npm run docs:metrics)', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/metrics.md'), 'utf8');
  expect(rowsOf(page)).toEqual(rowsOf(metricTables()).map((row) => row.replaceAll('\\', '')));
  expect(rowsOf(page).length).toBeGreaterThan(70);
});
