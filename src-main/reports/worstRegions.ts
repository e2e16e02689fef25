import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { causeOf } from '#domain/regions/regionsCoco.ts';
import { regionSentence } from '#domain/regions/regionSentence.ts';
import type { Project } from '#project/Project.ts';
import { cropAround } from './crop.ts';
import type { ItemMaps } from './loadItemMaps.ts';
import { loadItemMaps } from './loadItemMaps.ts';
import { regionPanes } from './regionPanes.ts';
import type { ReportedRegion } from './ReportModel.ts';

/** Crops wider than this are thinned out to it, px. */
const maxCropPx = 480;
const pageLength = 200;

type ListedRegion = ReturnType<Project['evaluations']['regionsPage']>['rows'][number];

/** The worst regions of the given items of a run, with pictures of what is there. */
export async function worstRegions(
  project: Project,
  query: {
    readonly runId: number;
    readonly itemIds: readonly number[];
    readonly recipe: Recipe;
    readonly count: number;
    /** Signed errors are coloured over ± this. */
    readonly errorSpan: number;
  },
): Promise<ReportedRegion[]> {
  const { runId, recipe, errorSpan } = query;
  const mapsOf = new Map<number, ItemMaps>();
  const regions: ReportedRegion[] = [];
  for (const row of worstRows(project, query)) {
    const maps = mapsOf.get(row.itemId) ?? (await loadItemMaps(project, runId, row.itemId, recipe));
    mapsOf.set(row.itemId, maps);
    regions.push({
      ...(await describeRegion(row, maps, { errorSpan, quantity: recipe.quantity })),
      itemName: row.itemName,
    });
  }
  return regions;
}

/** Page by page, because regions of comparisons under other recipes may stand in between. */
function worstRows(
  project: Project,
  query: { readonly runId: number; readonly itemIds: readonly number[]; readonly count: number },
): ListedRegion[] {
  const wanted = new Set(query.itemIds);
  const found: ListedRegion[] = [];
  for (let offset = 0; found.length < query.count; offset += pageLength) {
    const { rows } = project.evaluations.regionsPage({ runId: query.runId, offset, limit: pageLength });
    found.push(...rows.filter(({ itemId }) => wanted.has(itemId)));
    if (rows.length < pageLength) break;
  }
  return found.slice(0, query.count);
}

async function describeRegion(
  region: ListedRegion,
  maps: ItemMaps,
  { errorSpan, quantity }: { readonly errorSpan: number; readonly quantity: Recipe['quantity'] },
): Promise<Omit<ReportedRegion, 'itemName'>> {
  const [x, y, width, height] = region.bbox;
  const box = { x, y, width, height };
  const crop = cropAround(box, maps);
  const cropStep = Math.ceil(Math.max(crop.width, crop.height) / maxCropPx);
  return {
    rank: region.rank,
    sentence: regionSentence(region, quantity, region.review?.cause ?? null),
    cause: causeOf(region),
    measured: region.causes.find(({ cause }) => cause === causeOf(region)) ?? null,
    review: region.review,
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
