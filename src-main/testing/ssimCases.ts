import type { SsimInput, SsimOptions } from '#domain/metrics/ssim.ts';
import { fixtureJson } from './fixture.ts';

/** What scikit-image says of a pair made by formula (fixtures/ssim/generate.py). */
export interface SsimCase extends Omit<SsimOptions, 'minCoverage' | 'onRow'> {
  readonly kind: 'plain' | 'masked';
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly minCoverage?: number;
  readonly mean: number;
  readonly pixels?: number;
  readonly corners?: readonly [number, number];
  readonly rowMeans: readonly (number | null)[];
  readonly rowCoverage?: readonly number[];
}

export const ssimCases = fixtureJson('ssim/expected.json') as readonly SsimCase[];

/** width × height values by a formula of the pixel. */
export function rasterOf(width: number, height: number, at: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
}

/** The same formulas as in generate.py. */
export function ssimPair({ kind, name, width, height }: SsimCase): SsimInput {
  const a = (x: number, y: number) => (7 * x + 13 * y) % 256;
  const b = (x: number, y: number) => (5 * x + 11 * y + ((x * y) % 17)) % 256;
  const high = (seed: bigint, step: bigint, modulus: bigint, i: number) =>
    Number((((BigInt(i) * seed + step) % modulus) / 65536n) % 1000n);
  const noise = (x: number, y: number) => high(1103515245n, 12345n, 2147483648n, y * width + x);
  const other = (x: number, y: number) => high(69069n, 1n, 4294967296n, y * width + x);
  const formulas: Record<string, [typeof a, typeof a]> = {
    integers: [a, b],
    offset: [(x, y) => 1e6 + a(x, y) / 64, (x, y) => 1e6 + b(x, y) / 64],
    noise: [(x, y) => noise(x, y) / 10, (x, y) => (noise(x, y) + other(x, y)) / 20],
  };
  const [first, second] = formulas[name]!;
  const isHole = (x: number, y: number) => kind === 'masked' && (3 * x + 5 * y) % 11 === 0;
  const isBlock = (x: number, y: number) => kind === 'masked' && x >= 4 && x < 15 && y >= 3 && y < 13;
  return {
    width,
    height,
    prediction: rasterOf(width, height, (x, y) => (isHole(x, y) ? NaN : first(x, y))),
    groundTruth: rasterOf(width, height, (x, y) => (isBlock(x, y) ? NaN : second(x, y))),
  };
}

/** Mean of every row over its values; null for a row of NaN. */
export function rowMeans(map: Float32Array, width: number): (number | null)[] {
  return Array.from({ length: map.length / width }, (_, y) => {
    const row = map.subarray(y * width, (y + 1) * width).filter((value) => !Number.isNaN(value));
    return row.length === 0 ? null : row.reduce((sum, value) => sum + value, 0) / row.length;
  });
}
