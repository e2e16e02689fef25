import { expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import { signedRank } from './signedRank.ts';

const cases = fixtureJson('signedRank/expected.json') as readonly {
  readonly differences: readonly number[];
  readonly pValue: number;
}[];

it.each(cases)('gives the p value of SciPy: $pValue', ({ differences, pValue }) => {
  const found = signedRank(differences)!;
  expect(Math.abs(found - pValue)).toBeLessThanOrEqual(1e-12 * pValue);
  expect(signedRank(differences.map((d) => -d))).toBe(found);
});

it('has no value where nothing differs', () => {
  expect(signedRank([])).toBeNull();
  expect(signedRank([0, 0, 0])).toBeNull();
});
