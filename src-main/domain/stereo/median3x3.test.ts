import { describe, expect, it } from 'vitest';
import { median3x3 } from './median3x3.ts';

describe('median3x3', () => {
  it('equals the middle of the sorted neighbourhood with the border repeated', () => {
    const [width, height] = [7, 5];
    const samples = Int16Array.from({ length: width * height }, (_, i) => ((i * 7919) % 101) - 50);
    const at = (x: number, y: number) =>
      samples[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)]!;
    const expected = samples.map((_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(x + dx, y + dy)));
      return around.sort((a, b) => a - b)[4]!;
    });
    expect(median3x3(samples, width, height)).toEqual(expected);
  });

  it('leaves a single pixel as it is', () => {
    expect([...median3x3(Int16Array.of(-272), 1, 1)]).toEqual([-272]);
  });
});
