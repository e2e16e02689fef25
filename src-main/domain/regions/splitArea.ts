import { chamferDistance } from '../causes/scene/depthEdges.ts';
import type { AreaBody } from './findAreas.ts';
import { grownParts } from './grownParts.ts';

/** Both sides of a cut must be at least so thick, px: a band along an edge is one failure, not two. */
const leastThickness = 10;
/** … and hold this share of the area. */
const leastShare = 0.15;

interface SplitOptions {
  /** Logarithm of depth of the frame, and its width. */
  readonly logs: Float32Array;
  readonly width: number;
  /** Neighbours that differ by more are of two surfaces. */
  readonly step: number;
  readonly minAreaPx: number;
}

/** Parts of an area that lie on different surfaces, where at least two of them are large and thick; else the area. */
export function splitArea(body: AreaBody, options: SplitOptions): readonly AreaBody[] {
  const { labels, sizes } = surfaces(body, options);
  if (sizes.length < 2) return [body];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const large = sizes
    .map((size, k) => ({ size, label: k + 1 }))
    .filter(({ size }) => size >= Math.max(options.minAreaPx, leastShare * total))
    .filter(({ label }) => thickness(body, labels, label) >= leastThickness);
  if (large.length < 2) return [body];
  return grownParts(
    body,
    labels,
    large.map(({ label }) => label),
  );
}

/** Flood over 4-neighbours that are of one surface; an unknown depth joins what it touches. */
function surfaces({ left, top, width, height, mask }: AreaBody, { logs, width: stride, step }: SplitOptions) {
  const labels = new Int32Array(mask.length);
  const pending = new Int32Array(mask.length);
  const sizes: number[] = [];
  for (let first = 0; first < mask.length; first += 1) {
    if (mask[first] === 0 || labels[first] !== 0) continue;
    const label = sizes.push(0);
    labels[first] = label;
    pending[0] = first;
    let size = 0;
    for (let waiting = 1; waiting > 0;) {
      waiting -= 1;
      const j = pending[waiting]!;
      size += 1;
      const x = j % width;
      const y = (j - x) / width;
      const at = (top + y) * stride + left + x;
      const visit = (to: number, offset: number) => {
        if (mask[to] === 0 || labels[to] !== 0) return;
        if (Math.abs(logs[at + offset]! - logs[at]!) > step) return;
        labels[to] = label;
        pending[waiting] = to;
        waiting += 1;
      };
      if (x > 0) visit(j - 1, -1);
      if (x + 1 < width) visit(j + 1, 1);
      if (y > 0) visit(j - width, -stride);
      if (y + 1 < height) visit(j + width, stride);
    }
    sizes[label - 1] = size;
  }
  return { labels, sizes };
}

/** Twice the largest distance from a pixel of the part to what is not of it, px. */
function thickness({ width, height }: AreaBody, labels: Int32Array, label: number): number {
  const wide = width + 2;
  const outside = new Uint8Array(wide * (height + 2)).fill(1);
  for (let j = 0; j < labels.length; j += 1) {
    if (labels[j] === label) outside[(Math.floor(j / width) + 1) * wide + (j % width) + 1] = 0;
  }
  const far = chamferDistance(outside, { width: wide, height: height + 2, most: leastThickness });
  let most = 0;
  for (const distance of far) if (distance > most) most = distance;
  return 2 * most;
}
