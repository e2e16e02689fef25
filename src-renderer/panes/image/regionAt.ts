import type { RegionRecord } from '#domain/records.ts';
import type { XY } from '../../studio/viewport.ts';

/** The region under an image point; of several the smallest, so that a region inside another can be reached. */
export function regionAt(regions: readonly RegionRecord[], { x, y }: XY): RegionRecord | null {
  const hit = regions.filter(
    ({ bbox: [left, top, width, height] }) => x >= left && y >= top && x < left + width && y < top + height,
  );
  return hit.sort((a, b) => a.bbox[2] * a.bbox[3] - b.bbox[2] * b.bbox[3])[0] ?? null;
}
