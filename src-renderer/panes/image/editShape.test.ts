import { beforeEach, expect, test } from 'vitest';
import type { Shape } from '#domain/annotation/Annotation.ts';
import { countsOfMask, maskFromCounts } from '#domain/annotation/rle.ts';
import { EditShape } from './editShape.svelte.ts';
import { at, RecordingTarget } from './recordingTarget.ts';

const square: Shape = {
  kind: 'polygon',
  parts: [
    [
      [10, 10],
      [20, 10],
      [20, 20],
      [10, 20],
    ],
  ],
};
let target: RecordingTarget;
let tool: EditShape;

beforeEach(() => {
  target = new RecordingTarget();
  tool = new EditShape(() => target);
});

async function settled(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await Promise.resolve();
}

test('a dragged point moves, in one step from the stored shape to the last place', async () => {
  const before = target.hold(square);
  expect(tool.press(at(20, 10.5))).toBe(true);
  tool.drag(at(22, 9));
  tool.drag(at(25, 8));
  expect(tool.draft).toMatchObject({ replaces: before.id });
  tool.release();
  expect(target.diffs).toHaveLength(1);
  const [[from, to]] = target.diffs[0]!.updated as [[typeof before, typeof before]];
  expect(from).toEqual(before);
  expect(to.shape).toEqual({
    kind: 'polygon',
    parts: [
      [
        [10, 10],
        [25, 8],
        [20, 20],
        [10, 20],
      ],
    ],
  });
  await settled();
  expect(tool.draft).toBeNull();
});

test('a press inside a shape selects it, and a drag moves it whole', () => {
  const shape = target.hold(square);
  target.select(null);
  expect(tool.press(at(15, 15))).toBe(true);
  expect(target.selectedId).toBe(shape.id);
  tool.drag(at(17, 14));
  tool.release();
  expect(target.annotations[0]!.shape).toEqual({
    kind: 'polygon',
    parts: [
      [
        [12, 9],
        [22, 9],
        [22, 19],
        [12, 19],
      ],
    ],
  });
});

test('a press without a drag changes nothing', async () => {
  target.hold(square);
  tool.press(at(15, 15));
  tool.release();
  await settled();
  expect(target.diffs).toEqual([]);
  expect(tool.draft).toBeNull();
});

test('Alt and press put a point into an edge, to be dragged on', () => {
  const before = target.hold(square);
  expect(tool.press(at(15, 10.4, { alt: true }))).toBe(true);
  tool.drag(at(15, 5));
  tool.release();
  expect(target.diffs[0]!.updated[0]![0]).toEqual(before);
  expect(target.annotations[0]!.shape).toEqual({
    kind: 'polygon',
    parts: [
      [
        [10, 10],
        [15, 5],
        [20, 10],
        [20, 20],
        [10, 20],
      ],
    ],
  });
});

test('the edge between the last and the first point of a polygon can be split too', () => {
  target.hold(square);
  tool.press(at(10, 15, { alt: true }));
  tool.release();
  expect(target.annotations[0]!.shape).toMatchObject({
    parts: [
      [
        [10, 10],
        [20, 10],
        [20, 20],
        [10, 20],
        [10, 15],
      ],
    ],
  });
});

test('Alt and press on a point take it away, but never below a triangle', async () => {
  target.hold(square);
  tool.press(at(20, 20, { alt: true }));
  tool.release();
  await settled();
  expect(target.annotations[0]!.shape).toEqual({
    kind: 'polygon',
    parts: [
      [
        [10, 10],
        [20, 10],
        [10, 20],
      ],
    ],
  });
  tool.press(at(10, 10, { alt: true }));
  tool.release();
  expect(target.diffs).toHaveLength(1);
});

test('a painted shape moves by whole pixels', () => {
  const data = new Uint8Array(40 * 30);
  data[12 * 40 + 12] = 1;
  target.hold({ kind: 'brush', counts: countsOfMask({ width: 40, height: 30, data }) });
  tool.press(at(12.5, 12.5));
  tool.drag(at(15.6, 11.4));
  tool.release();
  const moved = target.annotations[0]!.shape as Extract<Shape, { kind: 'brush' }>;
  expect(maskFromCounts(moved.counts, 40, 30).data.indexOf(1)).toBe(11 * 40 + 15);
});

test('a press on nothing is left to the pan, and a click there ends the selection', () => {
  target.hold(square);
  expect(tool.press(at(35, 25))).toBe(false);
  tool.click();
  expect(target.selectedId).toBeNull();
});

test('Escape drops a change under way, then the selection', () => {
  target.hold(square);
  tool.press(at(20, 10));
  tool.drag(at(30, 5));
  tool.key();
  expect(tool.draft).toBeNull();
  expect(target.selectedId).not.toBeNull();
  expect(tool.wants('Escape')).toBe(true);
  tool.key();
  expect(target.selectedId).toBeNull();
  expect(target.diffs).toEqual([]);
});
