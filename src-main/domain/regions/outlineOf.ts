import type { AreaBody } from './findAreas.ts';
import type { FoundRegion } from './RegionRecord.ts';
import { simplifyOutline } from './simplifyOutline.ts';
import { traceOutline } from './traceOutline.ts';

/** How far an outline may be from the pixel edges it stands for. */
const tolerancePx = 1;

/** Outline of a body in pixel corners of the frame. The body is one 8-connected piece. */
export function outlineOf({ left, top, width, height, mask }: AreaBody): FoundRegion['outline'] {
  const isInside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  const first = mask.findIndex((value) => value !== 0);
  const outline = traceOutline(isInside, [first % width, Math.floor(first / width)]);
  return simplifyOutline(
    outline.map(([x, y]) => [x + left, y + top] as const),
    tolerancePx,
  );
}
