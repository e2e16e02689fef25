import { describe, expect, it } from 'vitest';
import { causeShares } from '#domain/regions/CauseCounts.ts';
import type { FrameFindings, RegionDraft } from '#domain/regions/RegionRecord.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';

const findings: FrameFindings = {
  reference: 'ground-truth',
  notes: [],
  comparedPx: 200,
  failingPx: 40,
  errorSum: 10,
  regionErrorSum: 7,
  truthDensity: 1,
  space: null,
};
const drafts: readonly RegionDraft[] = [
  regionDraft({ rank: 1, severity: 0.5, bbox: [0, 0, 2, 5], errorSum: 4, comparedPx: 10 }),
  regionDraft({
    rank: 2,
    severity: 0.4,
    bbox: [5, 0, 2, 5],
    errorSum: 1,
    cause: 'sky',
    annotatedClass: 'car',
  }),
  regionDraft({ rank: 3, severity: 0.3, bbox: [0, 6, 2, 2], errorSum: 2, cause: 'sky', comparedPx: 4 }),
];

async function countedRun() {
  const project = await makeProject({ items: 2 });
  const runId = makeRun(project).id;
  const [first, second] = project.items.ids() as [number, number];
  const { id: evaluationId, predictionId } = await saveEvaluated(
    project,
    { runId, itemId: first },
    { epe: 1 },
  );
  const found = { regions: drafts, findings, settings: '{}' };
  project.regions.save({ predictionId, evaluationId, runId, itemId: first }, found);
  return { project, runId, first, second };
}

describe('counts of regions over a run', () => {
  it('share out all of its error over causes, what is outside of regions included', async () => {
    const { project, runId } = await countedRun();
    const counts = project.regionCounts.ofRun(runId);
    expect(counts).toMatchObject({ frames: 1, errorSum: 10, comparedPx: 200, suspicions: [] });
    const shares = causeShares(counts);
    expect(shares.map(({ name, regions, errorShare }) => [name, regions, errorShare])).toEqual([
      ['thin-structure', 1, 0.4],
      ['sky', 2, 0.3],
      ['outside', 0, 0.3],
    ]);
    expect(shares.map(({ pixelShare }) => pixelShare)).toEqual([0.05, 0.07, 0.88]);
    expect(shares[0]!.meanLogError).toBe(4 / 200);
    expect(causeShares(counts, 'class').map(({ name, errorShare }) => [name, errorShare])).toEqual([
      ['', 0.6],
      ['car', 0.1],
      ['outside', 0.3],
    ]);
  });

  it('go by what reviews say: corrected causes, and rejected regions apart', async () => {
    const { project, runId, first } = await countedRun();
    const [thin, sky] = project.evaluations.of(runId, first).regions;
    const review = { note: '', tags: [], outline: null };
    project.regions.review(thin!.id, { ...review, state: 'confirmed', cause: 'translucent' });
    project.regions.review(sky!.id, { ...review, state: 'rejected', cause: null });
    const shares = causeShares(project.regionCounts.ofRun(runId));
    expect(shares.map(({ name, errorShare }) => [name, errorShare])).toEqual([
      ['translucent', 0.4],
      ['sky', 0.2],
      ['rejected', 0.1],
      ['outside', expect.closeTo(0.3, 12)],
    ]);
  });

  it('hold suspicions apart, whose error nobody knows', async () => {
    const { project, runId, second } = await countedRun();
    const { predictionId } = await saveEvaluated(project, { runId, itemId: second }, { epe: 1 });
    const region = { ...drafts[0]!, detection: { ...drafts[0]!.detection, isSuspicion: true } };
    const found = {
      regions: [region],
      findings: { ...findings, reference: 'rules' as const },
      settings: '{}',
    };
    project.evaluations.deleteStale('another recipe');
    project.regions.save({ predictionId, evaluationId: null, runId, itemId: second }, found);
    const counts = project.regionCounts.ofRun(runId);
    expect(counts.suspicions).toEqual([{ cause: 'thin-structure', regions: 1 }]);
    expect(counts.cells).toEqual([]);
  });

  it('of a run without comparisons are nothing, with no share of anything', async () => {
    const { project, runId } = await countedRun();
    const empty = project.regionCounts.ofRun(runId + 1);
    expect(empty).toMatchObject({ frames: 0, errorSum: 0, cells: [] });
    expect(causeShares(empty)).toEqual([
      { name: 'outside', regions: 0, errorShare: null, pixelShare: null, meanLogError: null },
    ]);
  });
});
