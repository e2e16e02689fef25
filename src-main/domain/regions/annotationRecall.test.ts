import { expect, it } from 'vitest';
import type { Point } from '../annotation/Annotation.ts';
import { annotationRecall, causesOfClass } from './annotationRecall.ts';

function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

const object = (className: string, outline: readonly Point[]) => ({
  className,
  shape: { kind: 'polygon', parts: [outline] } as const,
});
const frame = {
  width: 40,
  height: 20,
  objects: [
    object('glass', box(0, 0, 10, 10)),
    object('glass', box(20, 0, 10, 10)),
    object('chair', box(0, 12, 8, 8)),
  ],
  regions: [
    { cause: 'translucent', outline: box(0, 0, 10, 3) },
    { cause: 'object-boundary', outline: box(0, 3, 10, 2) },
    { cause: 'translucent', outline: box(32, 10, 4, 4) },
  ],
};

it('counts objects that regions cover together, by any cause and by the cause that the class stands for', () => {
  const found = annotationRecall({ frames: [frame], coverage: 0.5 });
  expect(found).toMatchObject({ frames: 1, regions: 3, regionsOnAny: 2 });
  expect(found.classes).toEqual([
    {
      ...{ className: 'glass', objects: 2, met: 1, metByCause: 0, matched: 0 },
      ...{ regionsOn: 2, regionsOfCause: 2, regionsOfCauseOn: 1 },
    },
    {
      ...{ className: 'chair', objects: 1, met: 0, metByCause: null, matched: 0 },
      ...{ regionsOn: 0, regionsOfCause: null, regionsOfCauseOn: null },
    },
  ]);
});

it('meets an object with less where less is asked, and leaves out frames without annotations', () => {
  const found = annotationRecall({ frames: [frame, { ...frame, objects: [] }], coverage: 0.3 });
  expect(found.frames).toBe(1);
  expect(found.classes[0]).toMatchObject({ met: 1, metByCause: 1 });
});

it('matches an object with a region that is half of both together', () => {
  const regions = [{ cause: 'unexplained', outline: box(0, 0, 10, 5) }];
  const found = annotationRecall({ frames: [{ ...frame, regions }], coverage: 0.9 });
  expect(found.classes[0]).toMatchObject({ matched: 1, met: 0 });
});

it('knows which causes a class stands for', () => {
  expect(causesOfClass('glass')).toEqual(['translucent']);
  expect(causesOfClass('chair')).toEqual([]);
});
