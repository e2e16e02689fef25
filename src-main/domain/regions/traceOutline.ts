/** E, S, W, N as steps between pixel corners. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * Outer outline of an 8-connected component, in pixel corners, clockwise on screen, without collinear points; closed
 * implicitly. Where the component touches itself at a corner only, the outline passes that corner twice.
 *
 * @param isInside  true for the component's pixels; false outside the image.
 * @param first     the component's first pixel in reading order.
 */
export function traceOutline(
  isInside: (x: number, y: number) => boolean,
  first: readonly [x: number, y: number],
): readonly (readonly [number, number])[] {
  const outline: (readonly [number, number])[] = [];
  let [x, y] = first;
  let heading = 0;
  // The component lies to the right of the walk; the first pixel's upper left corner is where it starts.
  do {
    const [dx, dy] = steps[heading]!;
    x += dx;
    y += dy;
    const turn = turnAt(isInside, { x, y, heading });
    if (turn !== 0) outline.push([x, y]);
    heading = (heading + turn + 4) % 4;
  } while (x !== first[0] || y !== first[1] || heading !== 0);
  return outline;
}

/** -1 = left, 0 = straight on, 1 = right. Left first, because parts that meet at a corner are connected. */
function turnAt(
  isInside: (x: number, y: number) => boolean,
  { x, y, heading }: { x: number; y: number; heading: number },
): -1 | 0 | 1 {
  // Pixel (x, y) has the corner (x, y) at its upper left.
  const isFacing = (side: 'left' | 'right') => {
    const quarter = (heading + (side === 'right' ? 0 : 3)) % 4;
    const [px, py] = [
      [0, 0],
      [-1, 0],
      [-1, -1],
      [0, -1],
    ][quarter]! as [number, number];
    return isInside(x + px, y + py);
  };
  if (isFacing('left')) return -1;
  return isFacing('right') ? 0 : 1;
}
