import type { PointPair } from '../metrics/ordinalAccuracy.ts';
import type { Annotation, AnnotationClass, Shape } from './Annotation.ts';

/** The class of pairs of points of which one is nearer: lines from the nearer to the farther point. */
export const orderedPairClass = 'nearer-to-farther';

/** A pair as a line between the centres of its pixels, from the nearer one. */
export function shapeOfPair({ first, second, nearer }: PointPair): Shape {
  const [from, to] = nearer === 'first' ? [first, second] : [second, first];
  return {
    kind: 'polyline',
    points: [
      [from[0] + 0.5, from[1] + 0.5],
      [to[0] + 0.5, to[1] + 0.5],
    ],
    widthPx: 2,
  };
}

/** The pairs among an item's annotations; of lines with more points their ends count. */
export function orderedPairs(
  annotations: readonly Annotation[],
  classes: readonly AnnotationClass[],
): readonly PointPair[] {
  const classId = classes.find(({ name }) => name === orderedPairClass)?.id;
  return annotations.flatMap(({ classId: own, shape }) => {
    if (own !== classId || shape.kind !== 'polyline') return [];
    const pixel = ([x, y]: readonly [number, number]) => [Math.floor(x), Math.floor(y)] as const;
    return [
      { first: pixel(shape.points[0]!), second: pixel(shape.points.at(-1)!), nearer: 'first' as const },
    ];
  });
}
