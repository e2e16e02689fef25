import { describe, expect, it } from 'vitest';
import { allCauses } from '#domain/causes/allCauses.ts';
import { makePlantedCase, plantedCauses } from '../../sample/planted/makePlantedCase.ts';
import { judgePlanted } from './judgePlanted.ts';

// A short run of `npm run bench:regions` on a development seed; the final seeds are left alone.
describe('a failure planted into a rendered scene', () => {
  it('has a cause of its own for each cause there is', () => {
    expect([...plantedCauses].sort()).toEqual(allCauses.map(({ name }) => name).sort());
  });

  it.each(['thin-structure', 'half-occluded', 'sky', 'scale-shift'])(
    'is found and named: %s',
    (cause) => {
      const judgement = judgePlanted(makePlantedCase(4, cause), { withTruth: true });
      expect(judgement).toMatchObject({ isFound: true, falseRegions: 0, first: cause });
    },
    120_000,
  );

  it('is not found where none is', () => {
    expect(judgePlanted(makePlantedCase(4, null), { withTruth: true }).regions).toBe(0);
  }, 120_000);
});
