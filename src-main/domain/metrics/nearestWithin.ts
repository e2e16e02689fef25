/**
 * How far marked pixels are from the nearest ones of another map, in pixels between centres. Marks are few and near each
 * other, so that looking around every one, nearest first, takes less than a distance transform of the image.
 *
 * @param from    width × height, not 0 = marked.
 * @param to      likewise.
 * @param within  px; what is not nearer is Infinity.
 * @returns one distance per mark of `from`, in the order of pixels.
 */
export function nearestWithin(
  from: Uint8Array,
  to: Uint8Array,
  { width, height, within }: { readonly width: number; readonly height: number; readonly within: number },
): Float64Array {
  const margin = Math.ceil(within);
  const stride = width + 2 * margin;
  const framed = new Uint8Array(stride * (height + 2 * margin));
  for (let y = 0; y < height; y += 1) {
    framed.set(to.subarray(y * width, (y + 1) * width), (y + margin) * stride + margin);
  }
  const around = offsetsWithin(within);
  const steps = Int32Array.from(around, ({ dx, dy }) => dy * stride + dx);
  const distances = Float64Array.from(around, ({ dx, dy }) => Math.sqrt(dx * dx + dy * dy));
  const found: number[] = [];
  for (let i = 0; i < from.length; i += 1) {
    if (from[i] === 0) continue;
    const at = (Math.floor(i / width) + margin) * stride + (i % width) + margin;
    let k = 0;
    while (k < steps.length && framed[at + steps[k]!] === 0) k += 1;
    found.push(k < steps.length ? distances[k]! : Infinity);
  }
  return Float64Array.from(found);
}

/** Steps shorter than a length, the shortest first. */
function offsetsWithin(length: number): readonly { readonly dx: number; readonly dy: number }[] {
  const reach = Math.ceil(length);
  const side = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach);
  return side
    .flatMap((dy) => side.map((dx) => ({ dx, dy })))
    .filter(({ dx, dy }) => dx * dx + dy * dy < length * length)
    .sort((a, b) => a.dx ** 2 + a.dy ** 2 - (b.dx ** 2 + b.dy ** 2));
}
