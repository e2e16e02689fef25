/** A part of the image that MODE_SGBM_3WAY matches as if nothing lay above it. */
export interface Stripe {
  /** Image rows that are swept: from firstY up to, not including, endY. */
  readonly firstY: number;
  readonly endY: number;
  /** The first swept row whose disparities are kept, and the row of the map that they are kept in; further rows follow. */
  readonly keptY: number;
  readonly mapY: number;
}

/**
 * OpenCV's division into four stripes, whatever the number of threads. Each starts some rows early, so that its paths
 * have settled where the rows that it keeps begin. In images so low that the early start is cut off at the top, OpenCV
 * counts the early rows all the same and keeps the wrong ones; this is reproduced. Rows that no stripe keeps stay empty.
 *
 * @param blockSize  as given, before zero is replaced and even numbers are made odd
 */
export function threeWayStripes(height: number, blockSize: number): Stripe[] {
  const rows = Math.ceil(height / 4);
  const early = Math.trunc(blockSize / 2) + 1 + Math.ceil(0.1 * rows);
  return [0, 1, 2, 3]
    .map((i) => {
      const mapY = i * rows;
      const endY = Math.min(mapY + rows, height);
      const firstY = Math.max(Math.min(mapY - early, height), 0);
      return { firstY, endY, keptY: i === 0 ? 0 : firstY + early, mapY };
    })
    .filter(({ firstY, endY }) => firstY < endY);
}
