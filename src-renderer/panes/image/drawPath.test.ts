import { beforeEach, describe, expect, test } from 'vitest';
import type { DrawPath } from './drawPath.svelte.ts';
import { drawPolygon } from './drawPolygon.ts';
import { drawPolyline } from './drawPolyline.ts';
import type { ToolPoint } from './drawTool.ts';
import { at, RecordingTarget } from './recordingTarget.ts';

let target: RecordingTarget;
let tool: DrawPath;

function press(point: ToolPoint): void {
  if (tool.press(point)) tool.release();
  else tool.click(point);
}

describe('a polygon', () => {
  beforeEach(() => {
    target = new RecordingTarget();
    tool = drawPolygon(() => target);
    for (const [x, y] of [
      [1, 1],
      [10, 1],
      [10, 8],
    ] as const)
      press(at(x, y));
  });

  test('gets a point by each click, and the pointer shows the next', () => {
    expect(tool.points).toEqual([
      [1, 1],
      [10, 1],
      [10, 8],
    ]);
    tool.hover(at(3, 9));
    expect(tool.draft).toMatchObject({
      isOpen: true,
      classId: 2,
      shape: {
        parts: [
          [
            [1, 1],
            [10, 1],
            [10, 8],
            [3, 9],
          ],
        ],
      },
    });
  });

  test.each([
    ['Enter', () => tool.key('Enter')],
    ['a double-click', () => press(at(10, 8, { isDouble: true }))],
    ['a click on its first point', () => press(at(1.5, 1))],
  ])('is finished by %s, saved and selected', async (_, finish) => {
    finish();
    expect(target.diffs).toHaveLength(1);
    const [added] = target.diffs[0]!.added;
    expect(added).toMatchObject({ itemId: 7, classId: 2, note: '' });
    expect(added!.shape).toEqual({
      kind: 'polygon',
      parts: [
        [
          [1, 1],
          [10, 1],
          [10, 8],
        ],
      ],
    });
    expect(tool.draft).toMatchObject({ isOpen: false });
    await Promise.resolve();
    await Promise.resolve();
    expect(tool.draft).toBeNull();
    expect(target.selectedId).toBe(added!.id);
  });

  test('loses its last point by Backspace and everything by Escape', () => {
    tool.key('Backspace');
    expect(tool.points).toEqual([
      [1, 1],
      [10, 1],
    ]);
    expect(tool.wants()).toBe(true);
    tool.key('Escape');
    expect(tool.draft).toBeNull();
    expect(tool.wants()).toBe(false);
    expect(target.diffs).toEqual([]);
  });

  test('is not finished with fewer than three points', () => {
    tool.key('Backspace');
    tool.key('Enter');
    expect(target.diffs).toEqual([]);
    expect(tool.points).toHaveLength(2);
  });

  test('has points that can be dragged while it is drawn', () => {
    expect(tool.press(at(10, 1.5))).toBe(true);
    tool.drag(at(12, 2));
    tool.release();
    expect(tool.points[1]).toEqual([12, 2]);
  });

  test('is not begun without a class', () => {
    tool.cancel();
    target.classId = null;
    press(at(4, 4));
    expect(tool.points).toEqual([]);
  });
});

test('a polyline has the chosen width, two points suffice, and it does not close', () => {
  target = new RecordingTarget();
  tool = drawPolyline(() => target);
  press(at(1, 1));
  press(at(20, 1));
  press(at(1, 1));
  expect(tool.points).toHaveLength(2);
  tool.key('Enter');
  expect(target.diffs[0]!.added[0]!.shape).toEqual({
    kind: 'polyline',
    points: [
      [1, 1],
      [20, 1],
    ],
    widthPx: 3,
  });
});
