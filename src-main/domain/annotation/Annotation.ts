/** x, y in pixels; (0, 0) is the top-left corner of the top-left pixel, so its centre is (0.5, 0.5). */
export type Point = readonly [number, number];

export type Shape =
  /** Several parts are a union; every part is closed implicitly. */
  | { readonly kind: 'polygon'; readonly parts: readonly (readonly Point[])[] }
  /** Every pixel whose centre lies within widthPx / 2 of the line. For poles, wires, branches. */
  | { readonly kind: 'polyline'; readonly points: readonly Point[]; readonly widthPx: number }
  /** Painted pixels, as COCO's compressed run-length string over the whole image (column-major). */
  | { readonly kind: 'brush'; readonly counts: string };

export interface Annotation {
  /** A UUID, so that it stays the same over export, import and undo. */
  readonly id: string;
  readonly itemId: number;
  readonly classId: number;
  readonly shape: Shape;
  readonly note: string;
}

export interface AnnotationClass {
  readonly id: number;
  /** A stable word: translucent, transparent, mirror-like, thin, … */
  readonly name: string;
  /** #rrggbb */
  readonly color: string;
  /** Number key 1–9, or null. */
  readonly key: number | null;
}

/** One undoable step: what appeared, what changed (before, after) and what went. */
export interface AnnotationDiff {
  readonly added: readonly Annotation[];
  readonly updated: readonly (readonly [Annotation, Annotation])[];
  readonly removed: readonly Annotation[];
}
