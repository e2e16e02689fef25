import type { Raster } from '../../rasters/Raster.ts';

/**
 * Fills what has no value with the smaller of the nearest disparities to the left and to the right, the farther surface:
 * what one camera does not see is hidden behind something nearer. At the ends of a row the only neighbour counts; a row
 * without any value stays empty. Values are kept.
 * Source: Hirschmüller 2008, doi:10.1109/TPAMI.2007.1166, section 2.6.3.
 */
export function fillBackground(disparity: Raster<'disparity:px'>): Raster<'disparity:px'> {
  const { width, height } = disparity;
  const values = Float32Array.from(disparity.values);
  for (let y = 0; y < height; y++) fillRow(values.subarray(y * width, (y + 1) * width));
  return { ...disparity, values };
}

function fillRow(row: Float32Array): void {
  let start = 0;
  while (start < row.length) {
    if (!Number.isNaN(row[start])) {
      start += 1;
      continue;
    }
    let end = start;
    while (end < row.length && Number.isNaN(row[end])) end += 1;
    const before = row[start - 1] ?? Infinity;
    const after = row[end] ?? Infinity;
    const farther = Math.min(before, after);
    if (farther !== Infinity) row.fill(farther, start, end);
    start = end;
  }
}
