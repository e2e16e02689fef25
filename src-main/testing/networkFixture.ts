import { fixtureBytes, fixtureJson } from './fixture.ts';

interface Index {
  readonly arrays: Readonly<Record<string, { readonly offset: number; readonly shape: readonly number[] }>>;
}

export interface FixtureArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The arrays of fixtures/networks by name. */
export function networkFixture(): Readonly<Record<string, FixtureArray>> {
  const { arrays } = fixtureJson('networks/index.json') as Index;
  const { buffer } = fixtureBytes('networks/values.bin');
  const entries = Object.entries(arrays).map(([name, { offset, shape }]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    return [name, { shape, values: new Float32Array(buffer, offset, length) }] as const;
  });
  return Object.fromEntries(entries);
}
