import { randomUUID } from 'node:crypto';
import type { Annotation, Point } from '#domain/annotation/Annotation.ts';
import { emptyDiff } from '#domain/annotation/annotationDiff.ts';
import { StudioError } from '#domain/errors.ts';
import { annotationOfRegion, classOfCause } from '#domain/review/annotationOfRegion.ts';
import { editReview, type ReviewEdit } from '#domain/review/editReview.ts';
import { emptyStep, type RegionCut, type ReviewStep } from '#domain/review/ReviewStep.ts';
import type { Project } from '#project/Project.ts';

/** What is to be said of regions. */
export interface RegionReviewing {
  readonly regionIds: readonly number[];
  readonly edit: ReviewEdit;
  /**
   * Makes an annotation of each region's outline: of a class, or (`cause`) of the one that the told cause is about.
   * Null = none.
   */
  readonly annotate: { readonly classId: number | 'cause' } | null;
}

/** How regions are to be cut. */
export type RegionCutting =
  | { readonly kind: 'split'; readonly regionId: number; readonly line: readonly Point[] | null }
  | { readonly kind: 'merge'; readonly regionIds: readonly number[] };

/** The step that says it; regions of which it is said already are left out. @throws NotFound, BadRequest */
export function reviewStepOf(project: Project, { regionIds, edit, annotate }: RegionReviewing): ReviewStep {
  const regions = regionIds.map((id) => project.evaluations.region(id));
  const edited = regions.map((region) => ({ region, after: editReview(region.review, edit, region.cause) }));
  const classes = project.annotations.classes();
  const added = edited.flatMap(({ region, after }): Annotation[] => {
    if (annotate === null) return [];
    const cause = after?.cause ?? region.cause;
    const classId = annotate.classId === 'cause' ? classOfCause(cause, classes)?.id : annotate.classId;
    if (classId === undefined) {
      throw new StudioError('BadRequest', `${cause} names no class of annotations: choose a class first`, {
        field: 'classId',
        expected: classes.map(({ name }) => name).join(', '),
        found: cause,
      });
    }
    return [annotationOfRegion(region, after, { id: randomUUID(), classId })];
  });
  return {
    ...emptyStep,
    reviews: edited
      .filter(({ region, after }) => JSON.stringify(region.review) !== JSON.stringify(after))
      .map(({ region, after }) => ({
        regionId: region.id,
        itemId: region.itemId,
        before: region.review,
        after,
      })),
    annotations: { ...emptyDiff, added },
  };
}

/** The cut as it is stored. @throws NotFound, BadRequest (regions of different frames, fewer than two to merge) */
export function cutOf(project: Project, wanted: RegionCutting): RegionCut {
  const ids = wanted.kind === 'split' ? [wanted.regionId] : [...new Set(wanted.regionIds)];
  const regions = ids.map((id) => project.evaluations.region(id));
  const [first] = regions;
  const isOneFrame = regions.every(({ runId, itemId }) => runId === first?.runId && itemId === first.itemId);
  if (first === undefined || !isOneFrame || (wanted.kind === 'merge' && regions.length < 2)) {
    throw new StudioError('BadRequest', `${wanted.kind} needs regions of one frame of one run`, {
      field: 'regionIds',
      expected: wanted.kind === 'split' ? 'a region' : 'at least two regions',
      found: ids.join(', '),
    });
  }
  return {
    id: randomUUID(),
    runId: first.runId,
    itemId: first.itemId,
    kind: wanted.kind,
    of: regions.map(({ outline }) => outline),
    line: wanted.kind === 'split' ? wanted.line : null,
  };
}
