import { describe, expect, it } from 'vitest';
import type { RegionRule } from '../evaluation/Recipe.ts';
import { findRegions } from './findRegions.ts';
import { labelComponents } from './labelComponents.ts';
import { pixelBadness } from './pixelBadness.ts';
import { simplifyOutline } from './simplifyOutline.ts';
import { squaredDistance } from './squaredDistance.ts';
import { traceOutline } from './traceOutline.ts';

/** A mask from a picture of it: `#` = inside. */
function drawn(...rows: string[]) {
  const width = rows[0]!.length;
  const data = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return { data, width, height: rows.length };
}

/** A frame of 60×40 with ground truth 20 and the given error; NaN = no prediction. */
function frame(
  errorAt: (x: number, y: number) => number,
  truthAt: (x: number, y: number) => number = () => 20,
) {
  const [width, height] = [60, 40];
  const map = (at: (x: number, y: number) => number) =>
    Float64Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  const groundTruth = map(truthAt);
  const error = map(errorAt).map((e, i) => e + 0 * groundTruth[i]!);
  return { width, height, groundTruth, error, ssim: new Float32Array(width * height).fill(NaN) };
}

const rule: RegionRule = {
  ssimBelow: null,
  errorAbove: { absolute: 3, relative: 0.05 },
  mergePx: 6,
  minAreaPx: 4,
};
const isIn = (x: number, y: number, [left, top, width, height]: readonly number[]) =>
  x >= left! && x < left! + width! && y >= top! && y < top! + height!;

describe('findRegions', () => {
  it('finds a failing block with its box, area, severity and statistics', () => {
    const box = [10, 12, 8, 5] as const;
    const [region, ...others] = findRegions(
      frame((x, y) => (isIn(x, y, box) ? -6 : 0.5)),
      rule,
    );
    expect(others).toEqual([]);
    expect(region).toMatchObject({ rank: 1, areaPx: 40, bbox: box });
    expect(region!.severity).toBeCloseTo((40 / 2400) * 0.5 * (40 / 56), 6);
    expect(region!.stats).toEqual({
      meanSsim: null,
      meanAbsError: 6,
      meanError: -6,
      meanGroundTruth: 20,
      missingShare: 0,
    });
  });

  it('joins blocks that are closer than the merging distance and no others', () => {
    const blocks = (gap: number) =>
      frame((x, y) => (isIn(x, y, [10, 10, 6, 6]) || isIn(x, y, [16 + gap, 10, 6, 6]) ? 9 : 0));
    const [joined, ...rest] = findRegions(blocks(5), rule);
    expect(rest).toEqual([]);
    expect(joined!.bbox).toEqual([10, 10, 17, 6]);
    expect(joined!.areaPx).toBeGreaterThan(72);
    expect(findRegions(blocks(8), rule).map(({ bbox }) => bbox)).toEqual([
      [10, 10, 6, 6],
      [24, 10, 6, 6],
    ]);
  });

  it('makes an area of scattered failing points, as a laser scanner gives them', () => {
    const box = [20, 10, 16, 12];
    const sparse = frame(
      (x, y) => (isIn(x, y, box) ? 8 : 0),
      (x, y) => ((x + 2 * y) % 5 === 0 ? 20 : NaN),
    );
    const [region, ...others] = findRegions(sparse, rule);
    expect(others).toEqual([]);
    expect(region!.areaPx).toBeGreaterThan(0.7 * 16 * 12);
    expect(region!.stats.meanAbsError).toBe(8);
  });

  it('ranks by area × badness', () => {
    const found = findRegions(
      frame((x, y) => (isIn(x, y, [2, 2, 20, 10]) ? 3.3 : isIn(x, y, [40, 20, 10, 10]) ? 60 : 0)),
      rule,
    );
    expect(found.map(({ rank, bbox }) => [rank, bbox[0]])).toEqual([
      [1, 40],
      [2, 2],
    ]);
    expect(found[0]!.severity).toBeGreaterThan(found[1]!.severity);
  });

  it('needs both the absolute and the relative threshold', () => {
    const far = frame(
      () => 4,
      (x) => (x < 30 ? 100 : 20),
    );
    expect(findRegions(far, rule).map(({ bbox }) => bbox)).toEqual([[30, 0, 30, 40]]);
  });

  it('drops small regions', () => {
    const dot = frame((x, y) => (isIn(x, y, [30, 20, 3, 1]) ? 9 : 0));
    expect(findRegions(dot, rule)).toEqual([]);
    expect(findRegions(dot, { ...rule, minAreaPx: 3 })).toHaveLength(1);
  });

  it('does not count a missing prediction as failure, but tells its share inside a region', () => {
    const holes = frame((x, y) => (isIn(x, y, [10, 10, 10, 10]) ? (x % 5 === 2 ? NaN : 9) : NaN));
    const [region, ...others] = findRegions(holes, rule);
    expect(others).toEqual([]);
    // Closing with a disc leaves the outermost pixel of each end of the two gaps open.
    expect(region!.areaPx).toBe(96);
    expect(region!.stats.missingShare).toBeCloseTo(16 / 96, 12);
    expect(
      findRegions(
        frame(() => NaN),
        rule,
      ),
    ).toEqual([]);
  });

  it('uses SSIM where the rule says so', () => {
    const similar = frame(() => 0);
    for (let i = 0; i < 2400; i += 1) similar.ssim[i] = i % 60 < 10 ? -1 : 0.9;
    const [region] = findRegions(similar, { ...rule, errorAbove: null, ssimBelow: 0.5 });
    expect(region).toMatchObject({ bbox: [0, 0, 10, 40], stats: { meanSsim: -1 } });
    expect(region!.severity).toBeCloseTo((10 / 60) * (400 / 416), 6);
  });

  it('surrounds all of a region, also at the border, and stays in the image', () => {
    const corner = frame((x, y) => (isIn(x, y, [50, 32, 10, 8]) ? 9 : 0));
    const [region] = findRegions(corner, rule);
    const [xs, ys] = [region!.outline.map(([x]) => x), region!.outline.map(([, y]) => y)];
    expect([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]).toEqual([47, 29, 60, 40]);
  });

  it('merges nothing with a merging distance of 0', () => {
    const stripes = frame((x, y) => (isIn(x, y, [10, 10, 9, 9]) && x % 2 === 0 ? 9 : 0));
    expect(findRegions(stripes, { ...rule, mergePx: 0 })).toHaveLength(5);
  });
});

describe('pixelBadness', () => {
  it('is 0 within the tolerance, a half at twice of it, NaN where nothing is compared', () => {
    const errors = [3, -6, 30, NaN];
    const badness = pixelBadness(
      frame((x) => errors[x] ?? 0),
      rule,
    );
    expect([...badness.subarray(0, 4)]).toEqual([0, 0.5, Math.fround(0.9), NaN]);
  });
});

describe('squaredDistance', () => {
  it('equals the distance by definition on random masks', () => {
    let state = 1;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 40; round += 1) {
      const [width, height] = [1 + Math.floor(random() * 17), 1 + Math.floor(random() * 13)];
      const share = random() ** 2;
      const set = Uint8Array.from({ length: width * height }, () => (random() < share ? 1 : 0));
      const wanted = Float64Array.from(set, (_, i) => {
        let nearest = Infinity;
        for (let j = 0; j < set.length; j += 1) {
          const dx = (i % width) - (j % width);
          const dy = Math.floor(i / width) - Math.floor(j / width);
          if (set[j] !== 0) nearest = Math.min(nearest, dx * dx + dy * dy);
        }
        return nearest;
      });
      expect(squaredDistance(set, { width, height })).toEqual(wanted);
      const near = squaredDistance(set, { width, height, within: 3 });
      near.forEach((d, i) => (wanted[i]! <= 9 ? expect(d).toBe(wanted[i]) : expect(d).toBeGreaterThan(9)));
    }
  });
});

describe('labelComponents', () => {
  it('joins pixels that meet at a corner, and numbers parts in reading order', () => {
    const { data, width, height } = drawn('#...#', '.#..#', '.....', '#####');
    const { labels, count } = labelComponents(data, width, height);
    expect(count).toBe(3);
    expect([...labels]).toEqual([1, 0, 0, 0, 2, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3]);
  });
});

describe('traceOutline', () => {
  const trace = ({ data, width, height }: ReturnType<typeof drawn>) => {
    const first = data.indexOf(1);
    const isInside = (x: number, y: number) =>
      x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1;
    return traceOutline(isInside, [first % width, Math.floor(first / width)]);
  };

  it('walks around a pixel clockwise', () => {
    expect(trace(drawn('...', '.#.', '...'))).toEqual([
      [2, 1],
      [2, 2],
      [1, 2],
      [1, 1],
    ]);
  });

  it('ignores holes and drops collinear corners', () => {
    expect(trace(drawn('####', '#..#', '####'))).toEqual([
      [4, 0],
      [4, 3],
      [0, 3],
      [0, 0],
    ]);
  });

  it('goes through a corner where parts meet', () => {
    expect(trace(drawn('.#', '#.'))).toEqual([
      [2, 0],
      [2, 1],
      [1, 1],
      [1, 2],
      [0, 2],
      [0, 1],
      [1, 1],
      [1, 0],
    ]);
  });
});

describe('simplifyOutline', () => {
  it('straightens a staircase within the tolerance and keeps a square', () => {
    const square = [
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ] as const;
    expect(simplifyOutline(square, 1)).toEqual(square);
    const stairs = Array.from({ length: 20 }, (_, i) => [Math.ceil(i / 2), Math.floor(i / 2)] as const);
    const closed = [...stairs, [0, 10] as const];
    expect(simplifyOutline(closed, 1)).toEqual([
      [0, 0],
      [10, 9],
      [0, 10],
    ]);
  });
});
