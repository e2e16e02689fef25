import type { Point } from './Annotation.ts';

/**
 * COCO's instances file as Fathom writes it. Pixel coordinates are as in Annotation.ts. What COCO cannot express is in
 * the extra key `fathom`, which other programs skip. Source: cocodataset.org, "Data format".
 */
export interface CocoDocument {
  readonly info: { readonly description: string };
  readonly licenses: readonly never[];
  readonly images: readonly CocoImage[];
  readonly categories: readonly CocoCategory[];
  readonly annotations: readonly CocoAnnotation[];
}

interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
  readonly fathom: { readonly item: string };
}

interface CocoCategory {
  readonly id: number;
  readonly name: string;
  readonly supercategory: string;
  /** #rrggbb */
  readonly color: string;
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  /** 1 where the segmentation is run lengths. */
  readonly iscrowd: 0 | 1;
  /** x, y, width, height around the set pixels. */
  readonly bbox: readonly [number, number, number, number];
  /** Number of set pixels. */
  readonly area: number;
  readonly segmentation:
    | readonly (readonly number[])[]
    | { readonly size: readonly [height: number, width: number]; readonly counts: string };
  readonly fathom: {
    readonly id: string;
    readonly kind: 'polygon' | 'polyline' | 'brush';
    readonly note: string;
    /** Of a polyline. */
    readonly points?: readonly Point[];
    readonly widthPx?: number;
  };
}
