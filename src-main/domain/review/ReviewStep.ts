import type { AnnotationDiff, Point } from '../annotation/Annotation.ts';
import { emptyDiff, reverseDiff } from '../annotation/annotationDiff.ts';
import type { RegionReview } from '../regions/RegionRecord.ts';

/** What was said of one region before and after a step; null = nothing. */
export interface ReviewChange {
  readonly regionId: number;
  readonly itemId: number;
  readonly before: RegionReview | null;
  readonly after: RegionReview | null;
}

/**
 * A region that a person cut in two, or several that were joined. It is kept by the outlines that the regions had, and
 * done again whenever the frame is examined, wherever something found then is still that place.
 */
export interface RegionCut {
  /** A UUID. */
  readonly id: string;
  readonly runId: number;
  readonly itemId: number;
  readonly kind: 'split' | 'merge';
  /** Outlines in pixel corners: of the one region that is split, or of all that are merged. */
  readonly of: readonly (readonly Point[])[];
  /** Along which a region is split, px; null = where depth steps, else at its narrowest place. */
  readonly line: readonly Point[] | null;
}

/** One undoable step of a review: all of it is done, or nothing. */
export interface ReviewStep {
  readonly reviews: readonly ReviewChange[];
  readonly cuts: { readonly added: readonly RegionCut[]; readonly removed: readonly RegionCut[] };
  readonly annotations: AnnotationDiff;
}

export const emptyStep: ReviewStep = {
  reviews: [],
  cuts: { added: [], removed: [] },
  annotations: emptyDiff,
};

/** The step that takes a step back. reverseStep(reverseStep(s)) equals s. */
export function reverseStep({ reviews, cuts, annotations }: ReviewStep): ReviewStep {
  return {
    reviews: reviews.map(({ before, after, ...region }) => ({ ...region, before: after, after: before })),
    cuts: { added: cuts.removed, removed: cuts.added },
    annotations: reverseDiff(annotations),
  };
}
