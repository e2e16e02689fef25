type Corner = readonly [x: number, y: number];

/**
 * A closed outline with fewer corners: none of the dropped ones is farther than the tolerance from the simplified line.
 * The first corner and the one farthest from it stay.
 *
 * @param outline    closed implicitly.
 * @param tolerance  pixels.
 * Source: Douglas and Peucker 1973.
 */
export function simplifyOutline(outline: readonly Corner[], tolerance: number): readonly Corner[] {
  if (outline.length <= 4) return outline;
  const far = farthest(outline, (corner) =>
    Math.hypot(corner[0] - outline[0]![0], corner[1] - outline[0]![1]),
  );
  return [
    ...simplifyLine(outline.slice(0, far.index + 1), tolerance).slice(0, -1),
    ...simplifyLine([...outline.slice(far.index), outline[0]!], tolerance).slice(0, -1),
  ];
}

/** Keeps both ends. */
function simplifyLine(line: readonly Corner[], tolerance: number): readonly Corner[] {
  const [first, last] = [line[0]!, line.at(-1)!];
  const far = farthest(line, (corner) => distanceToSegment(corner, first, last));
  if (far.distance <= tolerance) return [first, last];
  return [
    ...simplifyLine(line.slice(0, far.index + 1), tolerance).slice(0, -1),
    ...simplifyLine(line.slice(far.index), tolerance),
  ];
}

function farthest(
  corners: readonly Corner[],
  distanceOf: (corner: Corner) => number,
): { readonly index: number; readonly distance: number } {
  let index = 0;
  let distance = -1;
  corners.forEach((corner, i) => {
    const d = distanceOf(corner);
    if (d > distance) [index, distance] = [i, d];
  });
  return { index, distance };
}

function distanceToSegment([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
