/** Pixels that satisfy a rule and are 4-connected, through others that do, to the upper border or to any border. */
export function connectedFrom(
  takes: (i: number) => boolean,
  { width, height, from }: { width: number; height: number; from: 'top' | 'border' },
): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(width * height);
  const pending = new Int32Array(width * height);
  let size = 0;
  const visit = (i: number) => {
    if (mask[i] !== 0 || !takes(i)) return;
    mask[i] = 1;
    pending[size] = i;
    size += 1;
  };
  for (let x = 0; x < width; x += 1) {
    visit(x);
    if (from === 'border') visit((height - 1) * width + x);
  }
  if (from === 'border') {
    for (let y = 0; y < height; y += 1) {
      visit(y * width);
      visit(y * width + width - 1);
    }
  }
  while (size > 0) {
    size -= 1;
    const i = pending[size]!;
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x + 1 < width) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i + width < mask.length) visit(i + width);
  }
  return mask;
}
