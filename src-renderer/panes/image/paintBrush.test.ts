import { expect, test } from 'vitest';
import { maskFromCounts } from '#domain/annotation/rle.ts';
import type { Shape } from '#domain/annotation/Annotation.ts';
import { PaintBrush } from './paintBrush.svelte.ts';
import { at, RecordingTarget } from './recordingTarget.ts';

async function stroke(tool: PaintBrush, ...points: readonly (readonly [number, number])[]): Promise<void> {
  const [first, ...rest] = points;
  tool.press(at(...first!));
  for (const point of rest) tool.drag(at(...point));
  tool.release();
  for (let i = 0; i < 4; i += 1) await Promise.resolve();
}

function pixelsOf(shape: Shape): number {
  if (shape.kind !== 'brush') throw new Error('not painted');
  return maskFromCounts(shape.counts, 40, 30).data.reduce((sum, pixel) => sum + pixel, 0);
}

test('a stroke becomes a shape, and the next stroke goes on with it', async () => {
  const target = new RecordingTarget();
  const brush = new PaintBrush('add', () => target);
  await stroke(brush, [5, 5], [15, 5]);
  expect(target.annotations).toHaveLength(1);
  const first = pixelsOf(target.annotations[0]!.shape);
  expect(first).toBeGreaterThan(40);
  await stroke(brush, [5, 20]);
  expect(target.annotations).toHaveLength(1);
  expect(pixelsOf(target.annotations[0]!.shape)).toBeGreaterThan(first);
  expect(target.diffs[1]!.updated).toHaveLength(1);
});

test('a stroke of another class begins a shape of its own', async () => {
  const target = new RecordingTarget();
  const brush = new PaintBrush('add', () => target);
  await stroke(brush, [5, 5]);
  target.classId = 3;
  await stroke(brush, [25, 5]);
  expect(target.annotations.map(({ classId }) => classId)).toEqual([2, 3]);
});

test('erasing makes a polygon a painted shape, and removes one of which nothing is left', async () => {
  const target = new RecordingTarget();
  target.hold({
    kind: 'polygon',
    parts: [
      [
        [10, 10],
        [14, 10],
        [14, 14],
        [10, 14],
      ],
    ],
  });
  const eraser = new PaintBrush('erase', () => target);
  await stroke(eraser, [10, 10]);
  const left = target.annotations[0]!.shape;
  expect(left.kind).toBe('brush');
  expect(pixelsOf(left)).toBeLessThan(16);
  await stroke(eraser, [10, 12], [14, 12], [14, 14], [10, 14]);
  expect(target.annotations).toEqual([]);
  expect(target.diffs.at(-1)!.removed).toHaveLength(1);
});

test('erasing where nothing is changes nothing', async () => {
  const target = new RecordingTarget();
  await stroke(new PaintBrush('erase', () => target), [30, 20]);
  expect(target.diffs).toEqual([]);
});

test('nothing is painted without a class', () => {
  const target = new RecordingTarget();
  target.classId = null;
  expect(new PaintBrush('add', () => target).press(at(1, 1))).toBe(false);
});
