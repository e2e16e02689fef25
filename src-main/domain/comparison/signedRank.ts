/** Up to here every sum of ranks is counted; beyond, and where differences are tied, the normal distribution is used. */
const mostExact = 50;

/**
 * Two-sided p value of Wilcoxon's signed-rank test: how likely paired differences this lopsided are where neither side is
 * better. Differences of 0 are left out. Exact for up to 50 differences of different sizes, else by the normal
 * approximation with the correction for ties and without one for continuity: SciPy's modes `exact` and `approx`.
 *
 * @returns null where every difference is 0
 * Source: Wilcoxon 1945, doi:10.2307/3001968.
 */
export function signedRank(differences: readonly number[]): number | null {
  const sized = differences.filter((d) => d !== 0).map((d) => ({ size: Math.abs(d), isPositive: d > 0 }));
  if (sized.length === 0) return null;
  sized.sort((a, b) => a.size - b.size);
  const { ranks, tieTerm } = rankWithTies(sized.map(({ size }) => size));
  const positive = ranks.reduce((sum, rank, i) => (sized[i]!.isPositive ? sum + rank : sum), 0);
  const n = sized.length;
  const smaller = Math.min(positive, (n * (n + 1)) / 2 - positive);
  const hasZeros = n < differences.length;
  if (n <= mostExact && tieTerm === 0 && !hasZeros) return exact(smaller, n);
  const variance = (n * (n + 1) * (2 * n + 1) - tieTerm / 2) / 24;
  const z = (smaller - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return Math.min(1, 2 * normalBelow(z));
}

/** Ranks from 1, equal sizes sharing their mean rank; Σ(t³ − t) over groups of t equal ones. */
function rankWithTies(ascending: readonly number[]): {
  readonly ranks: readonly number[];
  readonly tieTerm: number;
} {
  const ranks: number[] = [];
  let tieTerm = 0;
  for (let first = 0; first < ascending.length;) {
    let end = first + 1;
    while (end < ascending.length && ascending[end] === ascending[first]) end += 1;
    for (let i = first; i < end; i++) ranks.push((first + 1 + end) / 2);
    const tied = end - first;
    tieTerm += tied ** 3 - tied;
    first = end;
  }
  return { ranks, tieTerm };
}

/** Twice the share of the 2ⁿ sign patterns whose rank sum is at most this. */
function exact(rankSum: number, n: number): number {
  let ways = new Float64Array((n * (n + 1)) / 2 + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    const more = ways.slice();
    for (let sum = rank; sum < ways.length; sum++) more[sum]! += ways[sum - rank]!;
    ways = more;
  }
  const below = ways.subarray(0, rankSum + 1).reduce((total, count) => total + count, 0);
  return Math.min(1, (2 * below) / 2 ** n);
}

/**
 * Share of the standard normal distribution below z ≤ 0, to 1e-15 relative: erfc by its continued fraction (Lentz), or
 * by the series of erf near 0.
 * Source: Abramowitz and Stegun 1964, 7.1.5 and 7.1.14.
 */
function normalBelow(z: number): number {
  const x = -z / Math.SQRT2;
  return x < 2 ? (1 - erfSeries(x)) / 2 : erfcFraction(x) / 2;
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function erfcFraction(x: number): number {
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
