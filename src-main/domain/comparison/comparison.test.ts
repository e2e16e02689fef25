import { describe, expect, it } from 'vitest';
import { compareMetric } from './compareMetric.ts';
import { matchRegions, type MatchedRegion } from './matchRegions.ts';

const pairs = ([a, b]: readonly [number | null, number | null], i: number) => ({
  itemId: i + 1,
  itemName: `item ${i + 1}`,
  a,
  b,
});

describe('compareMetric', () => {
  it('says who wins where, by how much, and leaves out items without both values', () => {
    const values = [
      [10, 8],
      [10, 10.05],
      [4, 9],
      [3, null],
      [null, 2],
      [null, null],
    ] as const;
    const found = compareMetric(values.map(pairs), { isLargerBetter: false, tolerance: 0.1 });
    expect(found).toMatchObject({ same: 1, onlyA: 1, onlyB: 1, meanA: 8, meanB: 27.05 / 3 });
    expect(found.better.map(({ itemName }) => itemName)).toEqual(['item 1']);
    expect(found.worse).toEqual([{ itemId: 3, itemName: 'item 3', a: 4, b: 9, difference: 5 }]);
    expect(found.meanDifference).toBeCloseTo(27.05 / 3 - 8, 12);
  });

  it('turns round where larger is better, and lists the largest change first', () => {
    const values = [[0.5, 0.6], [0.5, 0.9], [0.5, 0.4]] as const; // prettier-ignore
    const found = compareMetric(values.map(pairs), { isLargerBetter: true, tolerance: 0 });
    expect(found.better.map(({ itemId }) => itemId)).toEqual([2, 1]);
    expect(found.worse.map(({ itemId }) => itemId)).toEqual([3]);
    const [low, high] = found.interval!;
    expect(low).toBeLessThan(found.meanDifference!);
    expect(high).toBeGreaterThan(found.meanDifference!);
  });

  it('finds nothing between a run and itself', () => {
    const found = compareMetric([[1, 1], [2, 2]].map(([a, b], i) => pairs([a!, b!], i)), { isLargerBetter: true, tolerance: 0 }); // prettier-ignore
    expect(found).toMatchObject({ better: [], worse: [], same: 2, meanDifference: 0, pValue: null });
    expect(found.interval).toEqual([0, 0]);
  });

  it('has no means without items', () => {
    const found = compareMetric([], { isLargerBetter: true, tolerance: 0 });
    expect(found).toMatchObject({
      meanA: null,
      meanB: null,
      meanDifference: null,
      interval: null,
      pValue: null,
    });
  });
});

describe('matchRegions', () => {
  const box = (id: number, x: number, y: number, width: number, height: number): MatchedRegion => ({
    id,
    severity: 1,
    bbox: [x, y, width, height],
    outline: [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
  });
  const ids = (regions: readonly MatchedRegion[]) => regions.map(({ id }) => id);

  it('tells fixed, kept and new regions apart', () => {
    const a = [box(1, 0, 0, 10, 10), box(2, 50, 50, 10, 10), box(3, 100, 0, 4, 4)];
    const b = [box(11, 3, 0, 10, 10), box(12, 80, 80, 5, 5), box(13, 98, 0, 20, 20)];
    const { fixed, kept, added } = matchRegions(a, b);
    expect(ids(fixed)).toEqual([2]);
    expect(kept.map((pair) => [pair.a.id, pair.b.id])).toEqual([
      [1, 11],
      [3, 13],
    ]);
    expect(ids(added)).toEqual([12]);
  });

  it('goes by the outline, not by the box around it', () => {
    const triangle: MatchedRegion = {
      ...box(1, 0, 0, 20, 20),
      outline: [
        [0, 0],
        [20, 0],
        [0, 20],
      ],
    };
    expect(matchRegions([triangle], [box(2, 14, 14, 6, 6)])).toMatchObject({
      fixed: [{ id: 1 }],
      added: [{ id: 2 }],
    });
    expect(matchRegions([triangle], [box(3, 1, 1, 6, 6)]).kept).toHaveLength(1);
  });

  it('keeps the larger share where a region covers several, and all of those are met', () => {
    const { fixed, kept } = matchRegions([box(1, 0, 0, 4, 4), box(2, 10, 0, 8, 8)], [box(9, 0, 0, 20, 8)]);
    expect(kept.map((pair) => pair.a.id)).toEqual([2]);
    expect(fixed).toEqual([]);
  });
});
