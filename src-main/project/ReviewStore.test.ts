import { describe, expect, it } from 'vitest';
import { emptyDiff } from '#domain/annotation/annotationDiff.ts';
import { causeAccuracy } from '#domain/review/causeAccuracy.ts';
import { noReview } from '#domain/review/editReview.ts';
import { everyRegion, type RegionQuery } from '#domain/review/RegionQuery.ts';
import { emptyStep } from '#domain/review/ReviewStep.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';

async function reviewedProject() {
  const project = await makeProject({ items: 2 });
  const run = makeRun(project);
  const [first, second] = project.items.ids() as [number, number];
  const far = { ...regionDraft({ rank: 1, severity: 0 }).bias, truth: { value: 1, metres: 40 } };
  await saveEvaluated(
    project,
    { runId: run.id, itemId: first },
    {
      epe: 1,
      regions: [
        regionDraft({ rank: 1, severity: 0.9, bbox: [0, 0, 2, 2], errorSum: 1, annotatedClass: 'thin' }),
        regionDraft({ rank: 2, severity: 0.5, bbox: [8, 0, 4, 4], cause: 'sky', bias: far }),
      ],
    },
  );
  await saveEvaluated(
    project,
    { runId: run.id, itemId: second },
    {
      epe: 1,
      regions: [regionDraft({ rank: 1, severity: 0.7, bbox: [0, 0, 3, 3], errorSum: 99 })],
    },
  );
  const ids = (query: Partial<RegionQuery>) => {
    const asked = { ...everyRegion, runId: run.id, ...query };
    const page = project.reviews.page(asked, 0, 10);
    return page.ids.map((id) => project.evaluations.region(id).severity);
  };
  const idOf = (severity: number) => {
    const { ids: all } = project.reviews.page(everyRegion, 0, 10);
    return all.find((id) => project.evaluations.region(id).severity === severity)!;
  };
  return { project, run, first, ids, idOf };
}

describe('the gallery', () => {
  it('is sorted and filtered by severity, error, area, distance, item, cause, class and review', async () => {
    const { project, ids, idOf } = await reviewedProject();
    expect(ids({})).toEqual([0.9, 0.7, 0.5]);
    expect(ids({ isDescending: false })).toEqual([0.5, 0.7, 0.9]);
    expect(ids({ sort: 'error' })).toEqual([0.7, 0.5, 0.9]);
    expect(ids({ sort: 'area' })).toEqual([0.5, 0.7, 0.9]);
    expect(ids({ sort: 'distance' })).toEqual([0.5, 0.9, 0.7]);
    expect(ids({ sort: 'item', isDescending: false })).toEqual([0.9, 0.5, 0.7]);
    expect(ids({ cause: 'sky' })).toEqual([0.5]);
    expect(ids({ annotatedClass: 'thin' })).toEqual([0.9]);
    expect(ids({ annotatedClass: '' })).toEqual([0.7, 0.5]);
    expect(ids({ nearestM: 20 })).toEqual([0.5]);
    expect(ids({ farthestM: 20 })).toEqual([0.9, 0.7]);
    expect(ids({ leastSeverity: 0.6 })).toEqual([0.9, 0.7]);
    project.regions.review(idOf(0.7), { ...noReview, state: 'confirmed', cause: 'sky', tags: ['glass'] });
    expect(ids({ cause: 'sky' })).toEqual([0.7, 0.5]);
    expect(ids({ review: 'open' })).toEqual([0.9, 0.5]);
    expect(ids({ review: 'reviewed' })).toEqual([0.7]);
    expect(ids({ tag: 'glass' })).toEqual([0.7]);
    project.regions.review(idOf(0.7), null);
    expect(ids({ review: 'open', cause: 'thin-structure' })).toEqual([0.9, 0.7]);
  });

  it('knows where the next region stands that nobody reviewed', async () => {
    const { project, run, idOf } = await reviewedProject();
    const asked = { ...everyRegion, runId: run.id };
    project.regions.review(idOf(0.7), { ...noReview, state: 'rejected' });
    expect(project.reviews.nextOpen(asked, -1, 1)).toBe(0);
    expect(project.reviews.nextOpen(asked, 0, 1)).toBe(2);
    expect(project.reviews.nextOpen(asked, 2, 1)).toBeNull();
    expect(project.reviews.nextOpen(asked, 2, -1)).toBe(0);
  });
});

describe('a review', () => {
  it('is one undoable step with the annotation made of it, and survives a comparison made again', async () => {
    const { project, run, first, idOf } = await reviewedProject();
    const regionId = idOf(0.9);
    const after = { ...noReview, state: 'confirmed', cause: 'translucent' } as const;
    const [{ id: classId } = { id: 0 }] = project.annotations.classes();
    const shape = {
      kind: 'polygon',
      parts: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
        ],
      ],
    } as const;
    const annotation = { id: crypto.randomUUID(), itemId: first, classId, shape, note: '' };
    project.annotations.applyReview({
      ...emptyStep,
      reviews: [{ regionId, itemId: first, before: null, after }],
      annotations: { ...emptyDiff, added: [annotation] },
    });
    expect(project.annotations.byItem(first)).toEqual([annotation]);
    const again = regionDraft({ rank: 1, severity: 0.9, bbox: [0, 0, 2, 2] });
    await saveEvaluated(project, { runId: run.id, itemId: first }, { epe: 2, regions: [again] });
    expect(project.evaluations.region(regionId).review).toEqual(after);
    expect(project.reviews.progress(run.id)).toContainEqual({
      ...{ cause: 'translucent', open: 0 },
      ...{ confirmed: 1, rejected: 0 },
    });
    const [translucent] = causeAccuracy(project.reviews.reviewedCounts(run.id)).filter(
      ({ cause }) => cause === 'translucent',
    );
    expect(translucent).toMatchObject({ recall: { hits: 0, of: 1 } });

    project.annotations.undo();
    expect(project.annotations.byItem(first)).toEqual([]);
    expect(project.evaluations.region(regionId).review).toBeNull();
    project.annotations.redo();
    expect(project.evaluations.region(regionId).review).toEqual(after);
  });

  it('of a region that is gone is forgotten without harm', async () => {
    const { project, first } = await reviewedProject();
    const gone = { regionId: 999, itemId: first, before: null, after: { ...noReview, note: 'x' } };
    project.annotations.applyReview({ ...emptyStep, reviews: [gone] });
    expect(project.annotations.undo()).not.toBeNull();
  });
});

it('cuts are kept in their order and taken back by undo', async () => {
  const { project, run, first } = await reviewedProject();
  const at = { runId: run.id, itemId: first };
  const cut = (id: string) =>
    ({
      id,
      ...at,
      kind: 'split',
      of: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
        ],
      ],
      line: null,
    }) as const;
  for (const id of ['b', 'a']) {
    project.annotations.applyReview({ ...emptyStep, cuts: { added: [cut(id)], removed: [] } });
  }
  expect(project.reviews.cuts(run.id, first)).toEqual([cut('b'), cut('a')]);
  project.annotations.undo();
  expect(project.reviews.cuts(run.id, first)).toEqual([cut('b')]);
  project.annotations.redo();
  expect(project.reviews.cuts(run.id, first)).toEqual([cut('b'), cut('a')]);
});
