import { mergeAreas } from './mergeAreas.ts';
import { splitArea } from './splitArea.ts';

/** A connected area of failing pixels. */
export interface Area {
  /** The pixels it consists of, in reading order: failing ones and the gaps between them. */
  readonly pixels: Int32Array;
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
  /** What the outline surrounds: the area grown by half the merging distance, as pixels of a window. */
  readonly body: AreaBody;
}

export interface AreaBody {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 1 = in the body. */
  readonly mask: Uint8Array;
}

export interface AreaOptions {
  readonly width: number;
  readonly height: number;
  /** Failing pixels closer than this are one area, px. */
  readonly mergePx: number;
  readonly minAreaPx: number;
  /** Where to split: logarithms of depth, and the step between neighbours that parts surfaces; null = not at all. */
  readonly split: { readonly logs: Float32Array; readonly step: number } | null;
}

/**
 * Gathers failing pixels into areas: closing and merging (see mergeAreas), 8-connected components, splitting where two
 * surfaces meet, dropping what is small. Ordered by the first pixel.
 *
 * @param badness  width × height; above 0 = fails.
 */
export function findAreas(badness: Float32Array, options: AreaOptions): readonly Area[] {
  const { width, height, mergePx, minAreaPx, split } = options;
  const failing = new Uint8Array(badness.length);
  for (let i = 0; i < failing.length; i += 1) failing[i] = Number(badness[i]! > 0);
  const first = failing.indexOf(1);
  if (first < 0) return [];
  // Only the rows that an area can reach are looked at.
  const reach = Math.ceil(mergePx / 2);
  const above = Math.max(0, Math.floor(first / width) - reach);
  const below = Math.min(height, Math.floor(failing.lastIndexOf(1) / width) + 1 + reach);
  const rows = { width, height: below - above };
  const { grown, closed } = mergeAreas(failing.subarray(above * width, below * width), { ...rows, mergePx });
  const { labels, count } = grown;

  const boxes = Array.from({ length: count }, () => ({
    left: width,
    top: rows.height,
    right: -1,
    bottom: -1,
    size: 0,
  }));
  for (let y = 0, i = 0; y < rows.height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const label = labels[i]!;
      if (label === 0) continue;
      const box = boxes[label - 1]!;
      if (x < box.left) box.left = x;
      if (x > box.right) box.right = x;
      if (y < box.top) box.top = y;
      if (y > box.bottom) box.bottom = y;
      box.size += closed[i]!;
    }
  }
  return boxes.flatMap((box, k) => {
    if (box.size < minAreaPx) return [];
    const window = {
      left: box.left,
      top: box.top,
      width: box.right - box.left + 1,
      height: box.bottom - box.top + 1,
    };
    const mask = new Uint8Array(window.width * window.height);
    for (let y = 0, j = 0; y < window.height; y += 1) {
      const from = (window.top + y) * width + window.left;
      for (let x = 0; x < window.width; x += 1, j += 1) if (labels[from + x] === k + 1) mask[j] = 1;
    }
    const body = { ...window, top: above + window.top, mask };
    const bodies = split === null ? [body] : splitArea(body, { ...split, width, minAreaPx });
    return bodies
      .map((part) => areaOf(part, closed, { width, above }))
      .filter(({ pixels }) => pixels.length >= minAreaPx);
  });
}

/** @param closed  of the rows from `above` on. */
function areaOf(
  body: AreaBody,
  closed: Uint8Array,
  { width, above }: { readonly width: number; readonly above: number },
): Area {
  const pixels: number[] = [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let y = 0, j = 0; y < body.height; y += 1) {
    for (let x = 0; x < body.width; x += 1, j += 1) {
      if (body.mask[j] === 0) continue;
      const [px, py] = [body.left + x, body.top + y];
      const i = py * width + px;
      if (closed[i - above * width] === 0) continue;
      pixels.push(i);
      if (px < left) left = px;
      if (px > right) right = px;
      if (py < top) top = py;
      if (py > bottom) bottom = py;
    }
  }
  return { pixels: Int32Array.from(pixels), bbox: [left, top, right - left + 1, bottom - top + 1], body };
}
