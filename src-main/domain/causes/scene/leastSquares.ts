/**
 * Coefficients that fit a sum of functions to values best: normal equations, Gauss with pivoting.
 * @param rows  the functions' values, one row per value.
 * @returns null where the functions are not independent on these rows.
 */
export function leastSquares(rows: readonly Float64Array[], values: Float64Array): Float64Array | null {
  const n = rows[0]?.length ?? 0;
  if (rows.length < n || n === 0) return null;
  const matrix = Array.from({ length: n }, () => new Float64Array(n + 1));
  rows.forEach((row, k) => {
    for (let a = 0; a < n; a += 1) {
      for (let b = 0; b < n; b += 1) matrix[a]![b]! += row[a]! * row[b]!;
      matrix[a]![n]! += row[a]! * values[k]!;
    }
  });
  for (let a = 0; a < n; a += 1) {
    let pivot = a;
    for (let r = a + 1; r < n; r += 1) {
      if (Math.abs(matrix[r]![a]!) > Math.abs(matrix[pivot]![a]!)) pivot = r;
    }
    if (!(Math.abs(matrix[pivot]![a]!) > 1e-9)) return null;
    [matrix[a], matrix[pivot]] = [matrix[pivot]!, matrix[a]!];
    for (let r = 0; r < n; r += 1) {
      if (r === a) continue;
      const factor = matrix[r]![a]! / matrix[a]![a]!;
      for (let c = a; c <= n; c += 1) matrix[r]![c]! -= factor * matrix[a]![c]!;
    }
  }
  return Float64Array.from(matrix, (row, a) => row[n]! / row[a]!);
}
