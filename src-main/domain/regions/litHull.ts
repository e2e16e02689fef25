/**
 * Filled convex hull of everything that is not background: each row from its first to its last hull pixel.
 * @param dark  width × height; not 0 = background.
 * @returns 1 within the hull.
 */
export function litHull(dark: Uint8Array, width: number, height: number): Uint8Array {
  const points: [number, number][] = [];
  for (let y = 0; y < height; y += 1) {
    const row = dark.subarray(y * width, (y + 1) * width);
    const first = row.indexOf(0);
    if (first === -1) continue;
    points.push([first, y], [row.lastIndexOf(0), y]);
  }
  const hull = new Uint8Array(dark.length);
  const sides = [chain(points, 1), chain(points, -1)];
  for (let y = 0; y < height; y += 1) {
    const [left, right] = sides.map((side) => xAt(side, y)) as [number | null, number | null];
    if (left === null || right === null) continue;
    hull.fill(1, y * width + Math.ceil(left), y * width + Math.floor(right) + 1);
  }
  return hull;
}

/** Leftmost (1) or rightmost (−1) side of the hull, from top to bottom. */
function chain(points: readonly [number, number][], sign: 1 | -1): [number, number][] {
  const side: [number, number][] = [];
  for (const point of points) {
    while (side.length >= 2) {
      const [a, b] = [side.at(-2)!, side.at(-1)!];
      const turn = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]);
      if (sign * turn < 0) break;
      side.pop();
    }
    side.push(point);
  }
  return side;
}

function xAt(side: readonly [number, number][], y: number): number | null {
  for (let k = 0; k + 1 < side.length; k += 1) {
    const [[xa, ya], [xb, yb]] = [side[k]!, side[k + 1]!];
    if (y < ya || y > yb) continue;
    return ya === yb ? xa : xa + ((xb - xa) * (y - ya)) / (yb - ya);
  }
  return null;
}
