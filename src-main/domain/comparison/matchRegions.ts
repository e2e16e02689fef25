import { rasteriseShape } from '../annotation/rasteriseShape.ts';
import type { Mask } from '../rasters/Raster.ts';
import type { RegionRecord } from '../records.ts';

/** What of a region decides whether it is another run's region again. */
export type MatchedRegion = Pick<RegionRecord, 'id' | 'bbox' | 'outline' | 'severity'>;

/** The failure regions of one item in two runs, told apart. */
export interface RegionChanges<Region extends MatchedRegion> {
  /** Of A, with none of B over it: B does not fail there. */
  readonly fixed: readonly Region[];
  /** Of both: B's region and the one of A that it shares most pixels with. */
  readonly kept: readonly { readonly a: Region; readonly b: Region }[];
  /** Of B, where A does not fail. */
  readonly added: readonly Region[];
}

/** Two regions are the same failure where they share at least this much of the smaller one. */
const sharedShare = 0.5;

/** Tells the regions of run B that run A had from those that are new, and those of A that are gone. */
export function matchRegions<Region extends MatchedRegion>(
  a: readonly Region[],
  b: readonly Region[],
): RegionChanges<Region> {
  const kept: { a: Region; b: Region }[] = [];
  const added: Region[] = [];
  const met = new Set<Region>();
  const placesOfA = a.map((region) => ({ region, place: placeOf(region) }));
  for (const region of b) {
    const placeOfB = placeOf(region);
    let best: { readonly region: Region; readonly shared: number } | null = null;
    for (const { region: other, place } of placesOfA) {
      const shared = sharedPixels(place, placeOfB);
      if (shared === 0 || shared < sharedShare * Math.min(place.area, placeOfB.area)) continue;
      met.add(other);
      if (best === null || shared > best.shared) best = { region: other, shared };
    }
    if (best === null) added.push(region);
    else kept.push({ a: best.region, b: region });
  }
  return { fixed: a.filter((region) => !met.has(region)), kept, added };
}

/** The pixels within an outline; the mask covers the box. */
interface Place {
  readonly bbox: MatchedRegion['bbox'];
  readonly mask: Mask;
  readonly area: number;
}

function placeOf({ outline, bbox }: MatchedRegion): Place {
  const [x, y, width, height] = bbox;
  const shifted = outline.map(([px, py]) => [px - x, py - y] as const);
  const mask = rasteriseShape({ kind: 'polygon', parts: [shifted] }, width, height);
  return { bbox, mask, area: mask.data.reduce((count, value) => count + value, 0) };
}

function sharedPixels(a: Place, b: Place): number {
  const [ax, ay, aWidth, aHeight] = a.bbox;
  const [bx, by, bWidth, bHeight] = b.bbox;
  const right = Math.min(ax + aWidth, bx + bWidth);
  const bottom = Math.min(ay + aHeight, by + bHeight);
  let shared = 0;
  for (let y = Math.max(ay, by); y < bottom; y++) {
    for (let x = Math.max(ax, bx); x < right; x++) {
      shared += a.mask.data[(y - ay) * aWidth + x - ax]! & b.mask.data[(y - by) * bWidth + x - bx]!;
    }
  }
  return shared;
}
