/**
 * Squared Euclidean distance, in pixels, from every pixel's centre to that of the nearest set pixel; 0 at set pixels,
 * Infinity where none is set. The image border is no pixel: nothing beyond it counts. Exact, linear in the pixels.
 *
 * @param set     width × height; not 0 = set.
 * @param within  pixels; distances that are larger may be Infinity, which saves work where little is set.
 * Source: Meijster, Roerdink, Hesselink 2000, "A general algorithm for computing distance transforms in linear time".
 */
export function squaredDistance(
  set: Uint8Array,
  { width, height, within = Infinity }: { width: number; height: number; within?: number },
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(width * height);
  const alongColumn = columnDistances(set, width, height);
  const parabolas = new Int32Array(width);
  const starts = new Int32Array(width);
  for (let y = 0; y < height; y += 1) {
    lowerEnvelope(alongColumn.subarray(y * width, (y + 1) * width), {
      within,
      parabolas,
      starts,
      into: result.subarray(y * width, (y + 1) * width),
    });
  }
  return result;
}

/** Distance to the nearest set pixel of the same column. */
function columnDistances(set: Uint8Array, width: number, height: number): Float64Array {
  const distance = new Float64Array(width * height);
  for (let i = 0; i < distance.length; i += 1) {
    distance[i] = set[i] !== 0 ? 0 : i < width ? Infinity : distance[i - width]! + 1;
  }
  for (let i = (height - 1) * width - 1; i >= 0; i -= 1) {
    distance[i] = Math.min(distance[i]!, distance[i + width]! + 1);
  }
  return distance;
}

/** Least of the parabolas (x − u)² + g[u]² at every x of a row. */
function lowerEnvelope(
  g: Float64Array,
  {
    within,
    parabolas,
    starts,
    into,
  }: { within: number; parabolas: Int32Array; starts: Int32Array; into: Float64Array },
): void {
  const at = (x: number, u: number) => (x - u) * (x - u) + g[u]! * g[u]!;
  let top = -1;
  for (let u = 0; u < g.length; u += 1) {
    if (g[u]! > within || g[u] === Infinity) continue;
    while (top >= 0 && at(starts[top]!, parabolas[top]!) > at(starts[top]!, u)) top -= 1;
    if (top < 0) {
      top = 0;
      parabolas[0] = u;
      starts[0] = 0;
      continue;
    }
    const v = parabolas[top]!;
    const crossing = Math.floor((u * u - v * v + g[u]! * g[u]! - g[v]! * g[v]!) / (2 * (u - v)));
    if (crossing + 1 < g.length) {
      top += 1;
      parabolas[top] = u;
      starts[top] = crossing + 1;
    }
  }
  if (top < 0) {
    into.fill(Infinity);
    return;
  }
  for (let x = g.length - 1; x >= 0; x -= 1) {
    into[x] = at(x, parabolas[top]!);
    if (x === starts[top]) top -= 1;
  }
}
