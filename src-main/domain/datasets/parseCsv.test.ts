import { expect, it } from 'vitest';
import { parseCsv } from './parseCsv.ts';

it('reads quoted cells, line ends of every kind and comments', () => {
  const rows = parseCsv('\uFEFFname,left\r\n# none\n\n"a, ""b""\nc",x.png\r\nlast,y.png', ',');
  expect(rows.map((row) => [...row.values()])).toEqual([
    ['a, "b"\nc', 'x.png'],
    ['last', 'y.png'],
  ]);
});

it('leaves missing cells empty', () => {
  expect(parseCsv('a\tb\n1', '\t')[0]).toEqual(
    new Map([
      ['a', '1'],
      ['b', ''],
    ]),
  );
});
