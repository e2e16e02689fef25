import type { AreaBody } from './findAreas.ts';

/**
 * Parts of a body, one for each label kept: a pixel of the body without a kept label goes to the one that reaches it
 * first over 8 neighbours. `labels` (0 = none, the body's window) is consumed.
 */
export function grownParts(body: AreaBody, labels: Int32Array, kept: readonly number[]): readonly AreaBody[] {
  grow(body, labels, new Set(kept));
  return kept.map((label) => ({ ...body, mask: Uint8Array.from(labels, (l) => (l === label ? 1 : 0)) }));
}

function grow({ width, height, mask }: AreaBody, labels: Int32Array, kept: ReadonlySet<number>): void {
  const queue: number[] = [];
  for (let j = 0; j < labels.length; j += 1) {
    if (kept.has(labels[j]!)) queue.push(j);
    else labels[j] = 0;
  }
  for (let k = 0; k < queue.length; k += 1) {
    const j = queue[k]!;
    const x = j % width;
    const y = (j - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
        const to = v * width + u;
        if (mask[to] === 0 || labels[to] !== 0) continue;
        labels[to] = labels[j]!;
        queue.push(to);
      }
    }
  }
}
