/**
 * Mean over every square window of (2 · reach + 1)² pixels, cut at the image border. Running sums in float64.
 * @param values  width × height, without NaN.
 */
export function boxMean(
  values: Float32Array,
  { width, height, reach }: { width: number; height: number; reach: number },
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  const columns = new Float64Array(width);
  for (let y = 0; y < Math.min(reach, height); y += 1) addRow(columns, values, y * width, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + reach < height) addRow(columns, values, (y + reach) * width, 1);
    if (y - reach > 0) addRow(columns, values, (y - reach - 1) * width, -1);
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    let sum = 0;
    for (let x = 0; x < Math.min(reach, width); x += 1) sum += columns[x]!;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      if (x + reach < width) sum += columns[x + reach]!;
      if (x - reach > 0) sum -= columns[x - reach - 1]!;
      result[i] = sum / (rows * (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1));
    }
  }
  return result;
}

function addRow(columns: Float64Array, values: Float32Array, from: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x += 1) columns[x]! += sign * values[from + x]!;
}
