import { expect, it } from 'vitest';
import type { Annotation } from './Annotation.ts';
import { boundsOf, boundsOfMask } from './boundsOf.ts';
import { classMasks } from './classMasks.ts';
import { countsOfMask } from './rle.ts';

const size = { width: 4, height: 2 };
const classes = [
  { id: 5, name: 'thin', color: '#f0e442', key: 4 },
  { id: 2, name: 'ignore', color: '#999999', key: 8 },
  { id: 9, name: 'unused', color: '#000000', key: null },
];

function row(id: string, classId: number, y: number): Annotation {
  const shape = {
    kind: 'polyline',
    points: [
      [0, y],
      [4, y],
    ],
    widthPx: 1,
  } as const;
  return { id, itemId: 1, classId, shape, note: '' };
}

it('unites the shapes of each class, in the order of the classes, without those that have none', () => {
  const masks = classMasks([row('a', 2, 0.5), row('b', 5, 0.5), row('c', 5, 1.5)], classes, size);
  expect(masks).toEqual([
    { name: 'thin', mask: { ...size, data: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1) } },
    { name: 'ignore', mask: { ...size, data: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0) } },
  ]);
});

it('gives the box of a shape: a line with its width, a brush by its pixels', () => {
  expect(
    boundsOf(
      {
        kind: 'polyline',
        points: [
          [1, 1],
          [3, 0.5],
        ],
        widthPx: 2,
      },
      size,
    ),
  ).toEqual([0, -0.5, 4, 2.5]);
  expect(
    boundsOf(
      {
        kind: 'polygon',
        parts: [
          [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
          [
            [3, 1],
            [3, 2],
            [2, 2],
          ],
        ],
      },
      size,
    ),
  ).toEqual([0, 0, 3, 2]);
  const mask = { ...size, data: Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 0) };
  expect(boundsOf({ kind: 'brush', counts: countsOfMask(mask) }, size)).toEqual([1, 1, 2, 1]);
  expect(boundsOfMask({ ...size, data: new Uint8Array(8) })).toEqual([0, 0, 0, 0]);
});
