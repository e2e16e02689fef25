import { describe, expect, it } from 'vitest';
import { regionDraft } from '#testing/regionDraft.ts';
import { groupRegions } from './groupRegions.ts';
import type { GroupedRegion } from './RegionGroup.ts';
import { splitInTwo } from './splitInTwo.ts';

function region(id: number, given: Parameters<typeof regionDraft>[0]): GroupedRegion {
  return {
    ...regionDraft(given),
    ...{ id, predictionId: 1, evaluationId: 1, itemId: 1, itemName: 'a', runId: 1, review: null },
    frame: { width: 100, height: 100 },
  };
}

/** Poles on the left and wires on the right, with a little variation; a window. */
const poles = [0, 1, 2, 3, 4].map((k) =>
  region(k, { rank: 1, severity: 0.5 + k / 100, bbox: [5 + k, 20, 3, 60 + k] }),
);
const wires = [0, 1, 2, 3, 4].map((k) =>
  region(10 + k, { rank: 1, severity: 0.2, bbox: [50 - k, 5 + k, 50 + k, 3], errorSum: 1 }),
);
const window = region(20, { rank: 1, severity: 0.9, cause: 'translucent', bbox: [40, 40, 20, 20] });

describe('groupRegions', () => {
  it('parts the failures of one cause where they are clearly unlike, with an example and words', () => {
    const groups = groupRegions([...wires, ...poles, window]);
    expect(groups.map(({ cause, regionIds }) => [cause, [...regionIds].sort((a, b) => a - b)])).toEqual([
      ['thin-structure', [0, 1, 2, 3, 4]],
      ['translucent', [20]],
      ['thin-structure', [10, 11, 12, 13, 14]],
    ]);
    expect(groups[0]!.medoidId).toBe(2);
    expect(groups[0]!.regionIds[0]).toBe(4);
    expect(groups[0]!.errorSum).toBe(35);
    expect(groups[0]!.traits).toEqual([
      'tall and narrow',
      'left of most',
      'low in the picture',
      'about 41 % too far',
    ]);
    expect(groups[2]!.traits).toEqual([
      'wide and flat',
      'right of most',
      'high in the picture',
      'about 41 % too far',
    ]);
  });

  it('gives the same groups for the same regions in another order, and keeps what is alike together', () => {
    const idsOf = (regions: readonly GroupedRegion[]) =>
      groupRegions(regions).map(({ regionIds }) => [...regionIds].sort((a, b) => a - b));
    expect(idsOf([...poles, window, ...wires])).toEqual(idsOf([...wires, ...poles, window]));
    expect(idsOf(poles)).toEqual([[0, 1, 2, 3, 4]]);
  });

  it('goes by the cause that a person corrected, and has no group of nothing', () => {
    const corrected = {
      ...window,
      review: { state: 'confirmed' as const, cause: 'mirror-like', note: '', tags: [], outline: null },
    };
    expect(groupRegions([corrected])[0]).toMatchObject({ cause: 'mirror-like', medoidId: 20 });
    expect(groupRegions([])).toEqual([]);
  });
});

it('a set of two clumps is parted between them; one clump has no clear halves', () => {
  const rows = [0, 0.1, 0.2, 5, 5.1, 5.2].map((value) => Float64Array.of(value));
  const { side, silhouette } = splitInTwo(rows);
  expect([...side]).toEqual([0, 0, 0, 1, 1, 1].map((half) => (side[0] === 0 ? half : 1 - half)));
  expect(silhouette).toBeGreaterThan(0.9);
  expect(splitInTwo([Float64Array.of(1), Float64Array.of(1)]).silhouette).toBe(0);
});
