/* Puts the tables of metrics into docs/metrics.md, between its marks. Run: npm run docs:metrics */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { metricTables } from './metricTables.ts';

const page = resolve(import.meta.dirname, '../../docs/metrics.md');
const [begin, end] = ['<!-- tables: npm run docs:metrics -->', '<!-- end of tables -->'];
const text = await readFile(page, 'utf8');
const [before, rest] = text.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`${page} has no ${begin} … ${end}`);
await writeFile(page, `${before}${begin}\n\n${metricTables()}\n\n${end}${after}`);
