import type { SgbmMode, SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { fixtureJson } from './fixture.ts';

/** A real pair beside the project, options, and the digest of the map that OpenCV makes of them. */
export interface MatrixCase {
  readonly name: string;
  readonly pair: string;
  /** Files under the shared data. */
  readonly left: string;
  readonly right: string;
  readonly width: number;
  readonly height: number;
  readonly options: SgbmOptions;
  /** Of the int16 map, little-endian, row-major. */
  readonly sha256: string;
}

interface PairEntry {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly width: number;
  readonly height: number;
  /** By mode and channels, as `sgbm 3`: one digest per option set, null where OpenCV computes nothing. */
  readonly sha256: Readonly<Record<string, readonly (string | null)[]>>;
}

/** The cases of fixtures/sgbm/matrix.json: every pair, mode and option set, in grey and in colour. */
export function sgbmMatrix(): MatrixCase[] {
  const { names, sets, pairs } = fixtureJson('sgbm/matrix.json') as {
    readonly names: readonly string[];
    readonly sets: readonly (readonly number[])[];
    readonly pairs: readonly PairEntry[];
  };
  return pairs.flatMap(({ name: pair, sha256: digests, ...files }) =>
    Object.entries(digests).flatMap(([kind, ofSets]) =>
      ofSets.flatMap((sha256, i) => {
        if (sha256 === null) return [];
        const [mode, channels] = kind.split(' ');
        const values = Object.fromEntries(names.map((option, k) => [option, sets[i]![k]!]));
        const form = { mode: mode as SgbmMode, channels: Number(channels) as 1 | 3 };
        const options = { ...form, ...values } as unknown as SgbmOptions;
        return [{ name: `${pair}, ${kind}, ${sets[i]!.join('/')}`, pair, ...files, options, sha256 }];
      }),
    ),
  );
}
