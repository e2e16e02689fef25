import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { RegionRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { cropAround } from './crop.ts';
import type { ItemMaps } from './loadItemMaps.ts';
import { loadItemMaps } from './loadItemMaps.ts';
import { regionPanes } from './regionPanes.ts';
import type { ReportedRegion } from './ReportModel.ts';

/** Crops wider than this are thinned out to it, px. */
const maxCropPx = 480;

/** The worst regions of a run with pictures of what is there, and how many regions there are in all. */
export async function worstRegions(
  project: Project,
  query: {
    readonly runId: number;
    readonly recipe: Recipe;
    readonly count: number;
    /** Signed errors are coloured over ± this. */
    readonly errorSpan: number;
  },
): Promise<{ readonly total: number; readonly regions: readonly ReportedRegion[] }> {
  const { runId, count } = query;
  const { total, rows } = project.evaluations.regionsPage({ runId, offset: 0, limit: count });
  const mapsOf = new Map<number, ItemMaps>();
  const regions: ReportedRegion[] = [];
  for (const row of rows) {
    const maps = mapsOf.get(row.itemId) ?? (await loadItemMaps(project, runId, row.itemId, query.recipe));
    mapsOf.set(row.itemId, maps);
    regions.push({ ...(await describeRegion(row, maps, query.errorSpan)), itemName: row.itemName });
  }
  return { total, regions };
}

async function describeRegion(
  region: RegionRecord,
  maps: ItemMaps,
  errorSpan: number,
): Promise<Omit<ReportedRegion, 'itemName'>> {
  const [x, y, width, height] = region.bbox;
  const box = { x, y, width, height };
  const crop = cropAround(box, maps);
  const cropStep = Math.ceil(Math.max(crop.width, crop.height) / maxCropPx);
  return {
    rank: region.rank,
    severity: region.severity,
    areaPx: region.areaPx,
    areaShare: region.areaPx / (maps.width * maps.height),
    box,
    outline: region.outline,
    stats: region.stats,
    crop,
    cropStep,
    panes: await regionPanes(maps, crop, cropStep, errorSpan),
  };
}
