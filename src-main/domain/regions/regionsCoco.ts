import { allCauses } from '../causes/allCauses.ts';
import { unexplained } from '../causes/explainRegion.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { RegionRecord, RegionReview } from './RegionRecord.ts';
import { labelOf, regionSentence } from './regionSentence.ts';

/** A region with what COCO needs to know of its picture. */
export interface ExportedRegion extends RegionRecord {
  readonly runId: number;
  /** As on the command line. */
  readonly method: string;
  readonly quantity: ComparedQuantity;
  readonly review: RegionReview | null;
}

export interface ExportedPicture {
  readonly id: number;
  readonly name: string;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Regions as a COCO instances file: a category per cause, the corrected one where a person gave one, outlines as
 * polygons (the redrawn one where there is one). Causes, bias, sentence and review are in the extra key `fathom`, which
 * other programs skip. Source: cocodataset.org, "Data format".
 */
export function regionsCoco(pictures: readonly ExportedPicture[], regions: readonly ExportedRegion[]) {
  const names = [...allCauses.map(({ name }) => name), unexplained];
  const strange = regions.map(causeOf).filter((name) => !names.includes(name));
  const categories = [...names, ...new Set(strange)];
  return {
    info: { description: 'Failure regions of a Fathom project' },
    licenses: [],
    images: pictures.map(({ id, name, fileName, width, height }) => ({
      id,
      file_name: fileName,
      width,
      height,
      fathom: { item: name },
    })),
    categories: categories.map((name, index) => ({
      id: index + 1,
      name,
      supercategory: 'failure',
      fathom: { label: labelOf(name) },
    })),
    annotations: regions.map((region) => ({
      id: region.id,
      image_id: region.itemId,
      category_id: categories.indexOf(causeOf(region)) + 1,
      iscrowd: 0,
      bbox: region.bbox,
      area: region.areaPx,
      segmentation: [(region.review?.outline ?? region.outline).flat()],
      score: region.severity,
      fathom: {
        run: region.runId,
        method: region.method,
        sentence: regionSentence(region, region.quantity, region.review?.cause ?? null),
        parts: region.parts,
        detection: region.detection,
        causes: region.causes,
        bias: region.bias,
        stats: region.stats,
        review: region.review,
      },
    })),
  };
}

/** The corrected cause where a person gave one. */
export function causeOf({ cause, review }: Pick<ExportedRegion, 'cause' | 'review'>): string {
  return review?.cause ?? cause;
}
