/** What a bootstrap may cost: draws of an item. */
const mostDraws = 4e6;

/** How often a bootstrap resamples so many items: `most` times, less often for thousands of items, at least 200 times. */
export function resamplingsFor(items: number, most: number): number {
  return Math.max(200, Math.min(most, Math.round(mostDraws / Math.max(items, 1))));
}
