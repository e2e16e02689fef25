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
  for (const region of b) {
    let best: { readonly region: Region; readonly shared: number } | null = null;
    for (const other of a) {
      const { shared, smaller } = overlap(other, region);
      if (shared === 0 || shared < sharedShare * smaller) continue;
      met.add(other);
      if (best === null || shared > best.shared) best = { region: other, shared };
    }
    if (best === null) added.push(region);
    else kept.push({ a: best.region, b: region });
  }
  return { fixed: a.filter((region) => !met.has(region)), kept, added };
}

/** Pixels within both outlines, and within the smaller one. */
function overlap(a: MatchedRegion, b: MatchedRegion): { readonly shared: number; readonly smaller: number } {
  const left = Math.max(a.bbox[0], b.bbox[0]);
  const top = Math.max(a.bbox[1], b.bbox[1]);
  const right = Math.min(a.bbox[0] + a.bbox[2], b.bbox[0] + b.bbox[2]);
  const bottom = Math.min(a.bbox[1] + a.bbox[3], b.bbox[1] + b.bbox[3]);
  if (left >= right || top >= bottom) return { shared: 0, smaller: 0 };
  const window = [left, top, right - left, bottom - top] as const;
  const [inA, inB] = [maskWithin(a, window), maskWithin(b, window)];
  const shared = inA.data.reduce((count, value, i) => count + (value & inB.data[i]!), 0);
  return { shared, smaller: Math.min(areaOf(a), areaOf(b)) };
}

function areaOf(region: MatchedRegion): number {
  return maskWithin(region, region.bbox).data.reduce((count, value) => count + value, 0);
}

function maskWithin({ outline }: MatchedRegion, [x, y, width, height]: MatchedRegion['bbox']): Mask {
  const shifted = outline.map(([px, py]) => [px - x, py - y] as const);
  return rasteriseShape({ kind: 'polygon', parts: [shifted] }, width, height);
}
