import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryShape } from '#testing/arbitraryAnnotations.ts';
import type { Annotation, Point, Shape } from './Annotation.ts';
import { hitTest } from './hitTest.ts';
import { rasteriseShape } from './rasteriseShape.ts';

function annotation(id: string, shape: Shape): Annotation {
  return { id, itemId: 1, classId: 1, shape, note: '' };
}
const square = (left: number, top: number, side: number): Shape => ({
  kind: 'polygon',
  parts: [
    [
      [left, top],
      [left + side, top],
      [left + side, top + side],
      [left, top + side],
    ],
  ],
});
const options = { tolerancePx: 0, height: 20 };

describe('hitTest', () => {
  it('finds the last drawn of the annotations under a point', () => {
    const list = [annotation('below', square(0, 0, 10)), annotation('above', square(5, 5, 10))];
    expect(hitTest(list, [7, 7], options)?.id).toBe('above');
    expect(hitTest(list, [2, 2], options)?.id).toBe('below');
    expect(hitTest(list, [12, 2], options)).toBeNull();
  });

  it('takes points beside an outline within the tolerance, also beside its closing edge', () => {
    const list = [annotation('a', square(5, 5, 5))];
    expect(hitTest(list, [3.5, 7], { ...options, tolerancePx: 2 })?.id).toBe('a');
    expect(hitTest(list, [2.5, 7], { ...options, tolerancePx: 2 })).toBeNull();
  });

  it('takes points within half the width of a line, or within the tolerance where that is more', () => {
    const list = [
      annotation('a', {
        kind: 'polyline',
        points: [
          [0, 5],
          [10, 5],
        ],
        widthPx: 4,
      }),
    ];
    expect(hitTest(list, [5, 6.9], options)?.id).toBe('a');
    expect(hitTest(list, [5, 7.1], options)).toBeNull();
    expect(hitTest(list, [5, 7.1], { ...options, tolerancePx: 3 })?.id).toBe('a');
  });

  it('agrees with the rasterised shape at every pixel centre that is not on its outline', () => {
    const [width, height] = [9, 7];
    const isHit = (shape: Shape, point: Point): boolean =>
      hitTest([annotation('a', shape)], point, { tolerancePx: 0, height }) !== null;
    fc.assert(
      fc.property(arbitraryShape(width, height), (shape) => {
        const { data } = rasteriseShape(shape, width, height);
        data.forEach((value, index) => {
          const centre: Point = [(index % width) + 0.5, Math.floor(index / width) + 0.5];
          if (isOnOutline(shape, centre, isHit)) return;
          expect(isHit(shape, centre) ? 1 : 0, `pixel ${centre.join(', ')}`).toBe(value);
        });
      }),
    );
  });

  it('finds nothing of a brush outside the picture', () => {
    const list = [annotation('a', { kind: 'brush', counts: '01' })];
    expect(hitTest(list, [0.5, 0.5], { tolerancePx: 5, height: 1 })?.id).toBe('a');
    expect(hitTest(list, [-0.5, 0.5], { tolerancePx: 5, height: 1 })).toBeNull();
    expect(hitTest(list, [1.5, 0.5], { tolerancePx: 5, height: 1 })).toBeNull();
    expect(hitTest(list, [0.5, 1.5], { tolerancePx: 5, height: 1 })).toBeNull();
  });
});

/** Within rounding of the outline: there a click hits, and the raster's half-open rule decides otherwise. */
function isOnOutline(shape: Shape, point: Point, isHit: (shape: Shape, point: Point) => boolean): boolean {
  const rounding = 1e-6;
  switch (shape.kind) {
    case 'brush':
      return false;
    case 'polyline': {
      const wider = { ...shape, widthPx: shape.widthPx + rounding };
      const thinner = { ...shape, widthPx: shape.widthPx - rounding };
      return isHit(wider, point) !== isHit(thinner, point);
    }
    case 'polygon':
      return shape.parts.some((part) =>
        isHit({ kind: 'polyline', points: [...part, part[0]!], widthPx: rounding }, point),
      );
  }
}
