import { rasteriseShape } from '../annotation/rasteriseShape.ts';
import type { Mask } from '../rasters/Raster.ts';
import type { RegionRecord } from './RegionRecord.ts';

/**
 * The pixels within the outlines of the regions of each cause, in order of first appearance: the scopes `cause:NAME`.
 * Regions of different causes may share pixels at their edges, because outlines surround regions at a distance.
 */
export function causeMasks(
  regions: readonly Pick<RegionRecord, 'cause' | 'outline'>[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly { readonly name: string; readonly mask: Mask }[] {
  const causes = [...new Set(regions.map(({ cause }) => cause))];
  return causes.map((cause) => {
    const parts = regions.filter((region) => region.cause === cause).map(({ outline }) => outline);
    return { name: `cause:${cause}`, mask: rasteriseShape({ kind: 'polygon', parts }, width, height) };
  });
}
