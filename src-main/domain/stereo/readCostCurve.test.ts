import { describe, expect, it } from 'vitest';
import { tinyStereo } from '#testing/tinyStereo.ts';
import { matchSgbm } from './matchSgbm.ts';
import { readCostCurve } from './readCostCurve.ts';
import { searchRange } from './SearchRange.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';

const disparities = [4, 5, 6, 7, 8, 9];

describe('readCostCurve', () => {
  it('takes the cheapest disparity, and the next one more than a step away as its rival', () => {
    expect(readCostCurve(disparities, [90, 40, 20, 30, 80, 50])).toEqual({
      best: 6,
      chosen: 6 + 3 / 16,
      cost: 20,
      rival: { disparity: 9, cost: 50 },
      uniqueness: 60,
    });
  });

  it('takes the smallest of equal disparities, and no step at the ends or beside a gap', () => {
    expect(readCostCurve(disparities, [10, 90, 90, 10, 90, 90])).toMatchObject({
      best: 4,
      chosen: 4,
      uniqueness: 0,
    });
    expect(readCostCurve(disparities, [90, 90, null, 10, 40, 90])).toMatchObject({ best: 7, chosen: 7 });
  });

  it('has no rival among neighbours, and nothing to say without costs', () => {
    expect(readCostCurve([1, 2], [3, 4])).toMatchObject({ best: 1, rival: null, uniqueness: null });
    expect(readCostCurve([1, 2], [null, null])).toBeNull();
    expect(readCostCurve(disparities, [0, 9, 0, 9, 9, 9])).toMatchObject({ uniqueness: 0 });
  });

  it('decides as the matcher does, before its filters', () => {
    const { left, right } = tinyStereo(4);
    const options = completeSgbmOptions({
      numDisparities: 16,
      blockSize: 3,
      uniquenessRatio: 0,
      disp12MaxDiff: 4096,
      speckleWindowSize: 0,
    });
    const range = searchRange(left, options);
    const wholes = Array.from({ length: range.disparities }, (_, d) => d);
    const chosen = new Float64Array(left.width * left.height).fill(-1);
    const map = matchSgbm(left, right, options, undefined, (y, costs) => {
      for (let column = 0; column < range.columns; column++) {
        const own = [...costs.subarray(column * 16, (column + 1) * 16)];
        chosen[y * left.width + range.firstX + column] = readCostCurve(wholes, own)!.chosen * 16;
      }
    });
    let compared = 0;
    for (let y = 1; y < left.height - 1; y++) {
      for (let x = range.firstX + 1; x < left.width - 1; x++) {
        const around = [-1, 0, 1].flatMap((v) =>
          [-1, 0, 1].map((u) => chosen[(y + v) * left.width + x + u]!),
        );
        expect(map[y * left.width + x]).toBe(around.sort((a, b) => a - b)[4]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(4000);
  });
});
