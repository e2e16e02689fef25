/**
 * Fills the holes of a disparity map as KITTI's development kit does before it scores: within a row with the smaller of
 * the two neighbouring disparities (the background), at a row's ends with the nearest one, and then rows without any value
 * from the nearest row, column by column.
 *
 * @param disparity  width × height; NaN or negative = hole.
 * @returns a new map; all NaN where there is no value at all.
 * Source: KITTI stereo 2015 development kit, `io_disp.h`, interpolateBackground.
 */
export function fillHoles(disparity: Float64Array, width: number, height: number): Float64Array<ArrayBuffer> {
  const filled = Float64Array.from(disparity, (value) => (value >= 0 ? value : NaN));
  for (let y = 0; y < height; y += 1) fillRow(filled.subarray(y * width, (y + 1) * width));
  for (let x = 0; x < width; x += 1) fillColumnEnds(filled, { x, width, height });
  return filled;
}

function fillRow(row: Float64Array): void {
  let last = -1;
  for (let x = 0; x < row.length; x += 1) {
    if (Number.isNaN(row[x])) continue;
    if (last < 0) row.fill(row[x]!, 0, x);
    else if (x > last + 1) row.fill(Math.min(row[last]!, row[x]!), last + 1, x);
    last = x;
  }
  if (last >= 0) row.fill(row[last]!, last + 1);
}

/** After the rows, a column's holes are whole rows; those between filled rows stay, as in the development kit. */
function fillColumnEnds(
  values: Float64Array,
  { x, width, height }: { readonly x: number; readonly width: number; readonly height: number },
): void {
  const isKnown = (y: number): boolean => !Number.isNaN(values[y * width + x]);
  let first = 0;
  while (first < height && !isKnown(first)) first += 1;
  if (first === height) return;
  let last = height - 1;
  while (!isKnown(last)) last -= 1;
  for (let y = 0; y < first; y += 1) values[y * width + x] = values[first * width + x]!;
  for (let y = last + 1; y < height; y += 1) values[y * width + x] = values[last * width + x]!;
}
