/** Two halves of a set with their middles, and how clearly they are apart. */
export interface Halves {
  /** 0 or 1 for each member. */
  readonly side: Uint8Array;
  /** Mean silhouette, [−1, 1]: 1 = far apart, 0 = nothing between them. */
  readonly silhouette: number;
}

const mostRounds = 20;

/**
 * Parts a set in two around two medoids. It begins with the middle of all and the member that is farthest from it, so
 * that the same set always gives the same halves; then members go to the nearer medoid and medoids to the middle of
 * their members until nothing changes.
 *
 * @param rows  features of each member, at least two.
 * Source: Kaufman and Rousseeuw 1987 (k-medoids); Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7 (silhouette).
 */
export function splitInTwo(rows: readonly Float64Array[]): Halves {
  const n = rows.length;
  const apart = distancesOf(rows);
  const all = Array.from({ length: n }, (_, i) => i);
  let first = medoidOf(all, apart, n);
  let second = all.reduce((far, i) => (apart[first * n + i]! > apart[first * n + far]! ? i : far), first);
  const side = new Uint8Array(n);
  for (let round = 0; round < mostRounds; round += 1) {
    for (const i of all) side[i] = apart[second * n + i]! < apart[first * n + i]! ? 1 : 0;
    const next = [0, 1].map((half) =>
      medoidOf(
        all.filter((i) => side[i] === half),
        apart,
        n,
      ),
    ) as [number, number];
    if (next[0] === first && next[1] === second) break;
    [first, second] = next;
  }
  return { side, silhouette: silhouetteOf(side, apart, n) };
}

/** Index of the row with the least sum of distances to the others. */
export function medoid(rows: readonly Float64Array[]): number {
  return medoidOf(
    rows.map((_, i) => i),
    distancesOf(rows),
    rows.length,
  );
}

export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k]! - b[k]!) ** 2;
  return Math.sqrt(sum);
}

function distancesOf(rows: readonly Float64Array[]): Float64Array {
  const n = rows.length;
  const apart = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < i; j += 1) apart[i * n + j] = apart[j * n + i] = distance(rows[i]!, rows[j]!);
  return apart;
}

function medoidOf(members: readonly number[], apart: Float64Array, n: number): number {
  let [best, least] = [members[0] ?? 0, Infinity];
  for (const i of members) {
    let sum = 0;
    for (const j of members) sum += apart[i * n + j]!;
    if (sum < least) [best, least] = [i, sum];
  }
  return best;
}

function silhouetteOf(side: Uint8Array, apart: Float64Array, n: number): number {
  const counts = [0, 0];
  for (let i = 0; i < n; i += 1) counts[side[i]!]! += 1;
  if (counts[0] === 0 || counts[1] === 0) return 0;
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    const sums = [0, 0];
    for (let j = 0; j < n; j += 1) sums[side[j]!]! += apart[i * n + j]!;
    const own = side[i]!;
    if (counts[own]! < 2) continue;
    const within = sums[own]! / (counts[own]! - 1);
    const other = sums[1 - own]! / counts[1 - own]!;
    const larger = Math.max(within, other);
    if (larger > 0) total += (other - within) / larger;
  }
  return total / n;
}
