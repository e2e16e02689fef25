import { chamferDistance } from '../causes/scene/depthEdges.ts';
import { fillBand } from '../annotation/fillBand.ts';
import type { Point } from '../annotation/Annotation.ts';
import type { AreaBody } from '../regions/findAreas.ts';
import { grownParts } from '../regions/grownParts.ts';
import { labelComponents } from '../regions/labelComponents.ts';

/** Wide enough that no 8-connected path slips through the line. */
const barrierPx = 1.5;
/** By itself a body is split only into parts that each hold this share of it. */
const leastShare = 0.1;
/** Farther from the edge than this nobody erodes; chamferDistance counts in thirds of a pixel up to 250. */
const mostErosionPx = 80;

/** Parts of a body on the two sides of a line (as many as it cuts off); the body itself where it cuts nothing off. */
export function splitAlongLine(body: AreaBody, line: readonly Point[]): readonly AreaBody[] {
  const { left, top, width, height, mask } = body;
  const barrier = { width, height, data: new Uint8Array(mask.length) };
  fillBand(
    barrier,
    line.map(([x, y]) => [x - left, y - top] as const),
    barrierPx,
    1,
  );
  const seeds = mask.map((inside, i) => (inside !== 0 && barrier.data[i] === 0 ? 1 : 0));
  return partsFrom(body, labelComponents(seeds, width, height).labels, 0);
}

/**
 * Parts of a body at its narrowest place: it is eroded step by step until what is left falls apart into parts that are
 * large enough, which then grow back. The body itself where it never does.
 */
export function splitAtWaist(body: AreaBody): readonly AreaBody[] {
  const { width, height, mask } = body;
  const wide = width + 2;
  const outside = new Uint8Array(wide * (height + 2)).fill(1);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (mask[y * width + x] !== 0) outside[(y + 1) * wide + x + 1] = 0;
    }
  }
  const far = chamferDistance(outside, { width: wide, height: height + 2, most: mostErosionPx });
  for (let px = 1; px < mostErosionPx; px += 1) {
    let left = 0;
    const core = mask.map((_, j) => {
      const stays = far[(Math.floor(j / width) + 1) * wide + (j % width) + 1]! > 3 * px ? 1 : 0;
      left += stays;
      return stays;
    });
    if (left === 0) break;
    const parts = partsFrom(body, labelComponents(core, width, height).labels, leastShare);
    if (parts.length > 1) return parts;
  }
  return [body];
}

/**
 * The parts that labelled seeds grow to within the body, the largest first; seeds that hold less than the share of all
 * are given to the others. The body itself where fewer than two remain.
 */
function partsFrom(body: AreaBody, labels: Int32Array, share: number): readonly AreaBody[] {
  const sizes = new Map<number, number>();
  let total = 0;
  for (const label of labels) {
    if (label === 0) continue;
    total += 1;
    sizes.set(label, (sizes.get(label) ?? 0) + 1);
  }
  const large = [...sizes].filter(([, size]) => size >= share * total).sort((a, b) => b[1] - a[1]);
  if (large.length < 2) return [body];
  return grownParts(
    body,
    labels,
    large.map(([label]) => label),
  );
}
