import { describe, expect, it } from 'vitest';
import type { FrameFindings, RegionReview } from '#domain/regions/RegionRecord.ts';
import { defaultRegionSettings } from '#domain/regions/RegionSettings.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';

const review: RegionReview = {
  state: 'confirmed',
  cause: 'translucent',
  note: 'shop window',
  tags: ['glass'],
  outline: null,
};

async function oneItem() {
  const project = await makeProject({ items: 1 });
  const [itemId] = project.items.ids() as [number];
  return { project, at: { runId: makeRun(project).id, itemId } };
}

describe('regions', () => {
  it('keep id and review over a re-run while they overlap, and others get new ids', async () => {
    const { project, at } = await oneItem();
    const left = regionDraft({ rank: 1, severity: 0.5, bbox: [0, 0, 4, 4] });
    const right = regionDraft({ rank: 2, severity: 0.4, bbox: [8, 0, 4, 4] });
    await saveEvaluated(project, at, { epe: 1, regions: [left, right] });
    const [before] = project.evaluations.of(at.runId, at.itemId).regions;
    project.regions.review(before!.id, review);

    const moved = regionDraft({ rank: 2, severity: 0.3, bbox: [1, 0, 4, 4] });
    const added = regionDraft({ rank: 1, severity: 0.6, bbox: [0, 8, 3, 3] });
    await saveEvaluated(project, at, { epe: 1, regions: [added, moved] });
    const rows = project.evaluations.regionsPage({ runId: at.runId, offset: 0, limit: 9 }).rows;
    expect(rows.map(({ bbox }) => bbox)).toEqual([added.bbox, moved.bbox]);
    expect(rows[1]).toMatchObject({ id: before!.id, review });
    expect(rows[0]!.review).toBeNull();
    expect(rows[0]!.id).not.toBe(before!.id);
  });

  it('find id and review again after a run in which the region was not there', async () => {
    const { project, at } = await oneItem();
    const region = regionDraft({ rank: 1, severity: 0.5 });
    await saveEvaluated(project, at, { epe: 1, regions: [region] });
    const { id } = project.evaluations.of(at.runId, at.itemId).regions[0]!;
    project.regions.review(id, review);
    await saveEvaluated(project, at, { epe: 1, regions: [] });
    await saveEvaluated(project, at, { epe: 1, regions: [region] });
    expect(project.evaluations.region(id).review).toEqual(review);
    project.regions.review(id, null);
    expect(project.evaluations.region(id).review).toBeNull();
  });

  it('are listed by cause, the corrected one first, and by review state', async () => {
    const { project, at } = await oneItem();
    const thin = regionDraft({ rank: 1, severity: 0.5, bbox: [0, 0, 4, 4] });
    const sky = regionDraft({ rank: 2, severity: 0.4, bbox: [8, 0, 4, 4], cause: 'sky' });
    await saveEvaluated(project, at, { epe: 1, regions: [thin, sky] });
    const count = (filter: object) =>
      project.evaluations.regionsPage({ runId: null, offset: 0, limit: 9, ...filter }).total;
    expect([count({ cause: 'thin-structure' }), count({ cause: 'sky' }), count({ review: 'open' })]).toEqual([
      1, 1, 2,
    ]);
    project.regions.review(project.evaluations.of(at.runId, at.itemId).regions[0]!.id, review);
    expect([count({ cause: 'thin-structure' }), count({ cause: 'translucent' })]).toEqual([0, 1]);
    expect([count({ review: 'open' }), count({ review: 'confirmed' })]).toEqual([1, 1]);
  });

  it('are kept as suspicions where there is no ground truth, with what was found of the frame', async () => {
    const { project, at } = await oneItem();
    const { predictionId } = await saveEvaluated(project, at, { epe: 1 });
    const findings: FrameFindings = {
      reference: 'other-methods',
      notes: ['nothing looks wrong'],
      comparedPx: 10,
      failingPx: 0,
      errorSum: 2,
      regionErrorSum: 0,
      truthDensity: 0,
      space: null,
    };
    const regions = [regionDraft({ rank: 1, severity: 0.5 })];
    project.regions.save({ predictionId, evaluationId: null, ...at }, { regions, findings, settings: '{}' });
    expect(project.evaluations.of(at.runId, at.itemId)).toMatchObject({
      findings,
      regions: [{ evaluationId: null, predictionId }],
    });
  });
});

it('settings are the defaults until others are given', async () => {
  const { project } = await oneItem();
  expect(project.regions.settings).toEqual(defaultRegionSettings);
  const changed = { ...defaultRegionSettings, limits: { sky: { skyShare: 0.6 } } };
  project.regions.settings = changed;
  expect(project.regions.settings).toEqual(changed);
});
