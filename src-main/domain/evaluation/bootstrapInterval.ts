import { quantile } from '../metrics/quantile.ts';

/** The same items give the same interval, always. */
const seed = 20_240_611;

/**
 * 95 % confidence interval of a statistic over items by bootstrap: items are drawn with replacement as often as there are
 * items, many times; the interval spans the 2.5 % to the 97.5 % quantile of the statistic (linear interpolation).
 *
 * @returns null for fewer than two items, no resampling, or a statistic without value.
 * Source: Efron 1979, doi:10.1214/aos/1176344552 (percentile method).
 */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  statistic: (items: readonly Item[]) => number | null,
  resamplings: number,
): readonly [number, number] | null {
  if (items.length < 2 || resamplings < 1) return null;
  const random = xorshift(seed);
  const found = new Float64Array(resamplings);
  for (let k = 0; k < resamplings; k += 1) {
    const value = statistic(items.map(() => items[random() % items.length]!));
    if (value === null) return null;
    found[k] = value;
  }
  found.sort();
  return [quantile(found, 0.025)!, quantile(found, 0.975)!];
}

/** Numbers in [1, 2³²) by Marsaglia's xorshift32, doi:10.18637/jss.v008.i14. */
function xorshift(start: number): () => number {
  let state = start;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
