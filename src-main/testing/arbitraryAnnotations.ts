import fc from 'fast-check';
import type { Annotation, Point, Shape } from '#domain/annotation/Annotation.ts';
import { countsOfMask } from '#domain/annotation/rle.ts';

/** For property tests: any legal shape in a picture of that size, with points also outside it. */
export function arbitraryShape(width: number, height: number): fc.Arbitrary<Shape> {
  const number = fc.double({ min: -10, max: 60, noNaN: true }).map((value) => (value === 0 ? 0 : value));
  const point: fc.Arbitrary<Point> = fc.tuple(number, number);
  const pixels = width * height;
  return fc.oneof(
    fc
      .array(fc.array(point, { minLength: 3, maxLength: 7 }), { minLength: 1, maxLength: 3 })
      .map((parts) => ({ kind: 'polygon' as const, parts })),
    fc
      .record({
        points: fc.array(point, { minLength: 2, maxLength: 6 }),
        widthPx: fc.double({ min: 0.1, max: 9, noNaN: true }),
      })
      .map((line) => ({ kind: 'polyline' as const, ...line })),
    fc.uint8Array({ minLength: pixels, maxLength: pixels, max: 1 }).map((data) => ({
      kind: 'brush' as const,
      counts: countsOfMask({ width, height, data: Uint8Array.from(data) }),
    })),
  );
}

/** Annotations with distinct ids `a0`, `a1`, …, of the given items and classes. */
export function arbitraryAnnotations(options: {
  readonly itemIds: readonly number[];
  readonly classIds: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly maxLength?: number;
}): fc.Arbitrary<Annotation[]> {
  const { itemIds, classIds, width, height, maxLength = 6 } = options;
  const one = fc.record({
    itemId: fc.constantFrom(...itemIds),
    classId: fc.constantFrom(...classIds),
    shape: arbitraryShape(width, height),
    note: fc.string(),
  });
  return fc
    .array(one, { maxLength })
    .map((list) => list.map((each, index) => ({ id: `a${index}`, ...each })));
}
