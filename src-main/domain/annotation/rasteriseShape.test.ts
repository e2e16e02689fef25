import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import type { Shape } from './Annotation.ts';
import { rasteriseShape } from './rasteriseShape.ts';
import { runLengthsOf } from './rle.ts';

interface Case {
  readonly width: number;
  readonly height: number;
  readonly shape: Shape;
  readonly counts: readonly number[];
}

/** Column, row of every set pixel, row by row. */
function pixels(shape: Shape, width: number, height: number): [number, number][] {
  const mask = rasteriseShape(shape, width, height);
  return [...mask.data.entries()]
    .filter(([, value]) => value === 1)
    .map(([index]) => [index % width, Math.floor(index / width)]);
}

describe('rasteriseShape', () => {
  it('gives the six pixels of the published polygon', () => {
    const shape: Shape = {
      kind: 'polygon',
      parts: [
        [
          [1, 1],
          [4, 1],
          [4, 3],
          [1, 3],
        ],
      ],
    };
    expect(pixels(shape, 5, 4)).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
    expect(runLengthsOf(rasteriseShape(shape, 5, 4))).toEqual([5, 2, 2, 2, 2, 2, 5]);
  });

  it.each(
    (fixtureJson('annotationShapes/shapes.json') as Case[]).map((each, index) => [index, each] as const),
  )('agrees with scikit-image and NumPy on random shape %i', (_, { shape, width, height, counts }) => {
    expect(runLengthsOf(rasteriseShape(shape, width, height))).toEqual(counts);
  });

  it('gives polygons that share an edge through pixel centres no pixel in common and no gap', () => {
    const square = (left: number, right: number): Shape => ({
      kind: 'polygon',
      parts: [
        [
          [left, 0.5],
          [right, 0.5],
          [right, 3.5],
          [left, 3.5],
        ],
      ],
    });
    const left = rasteriseShape(square(0.5, 2.5), 5, 5).data;
    const right = rasteriseShape(square(2.5, 4.5), 5, 5).data;
    const both = rasteriseShape(square(0.5, 4.5), 5, 5).data;
    expect(left.map((value, index) => value + right[index]!)).toEqual(both);
    expect(both.reduce((sum, value) => sum + value, 0)).toBe(12);
  });

  it('leaves a hole where one outline crosses itself, and none where two parts overlap', () => {
    const outer = [
      [0, 0],
      [6, 0],
      [6, 6],
      [0, 6],
    ] as const;
    const inner = [
      [2, 2],
      [4, 2],
      [4, 4],
      [2, 4],
    ] as const;
    const bridged = [...outer, outer[0], ...inner, inner[0]];
    expect(pixels({ kind: 'polygon', parts: [bridged] }, 6, 6)).toHaveLength(32);
    expect(pixels({ kind: 'polygon', parts: [outer, inner] }, 6, 6)).toHaveLength(36);
  });

  it('gives a one-pixel line exactly its row', () => {
    const line: Shape = {
      kind: 'polyline',
      points: [
        [0, 2.5],
        [5, 2.5],
      ],
      widthPx: 1,
    };
    expect(pixels(line, 5, 5).map(([, y]) => y)).toEqual([2, 2, 2, 2, 2]);
  });

  it('decodes a brush of its picture and refuses one of another', () => {
    expect(pixels({ kind: 'brush', counts: '5220003' }, 5, 4)).toHaveLength(6);
    expect(() => rasteriseShape({ kind: 'brush', counts: '5220003' }, 5, 5)).toThrow(
      expect.objectContaining({
        tag: 'BadRequest',
        message: 'run lengths cover 20 pixels, the picture has 25',
      }),
    );
  });
});
