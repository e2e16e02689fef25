import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { boundaryF1 } from './boundaryF1.ts';
import { markBoundaries } from './boundaryMarks.ts';
import { cannyEdges } from './cannyEdges.ts';
import { cloudDistances } from './cloudDistances.ts';
import { depthBoundaryErrors } from './depthBoundaryErrors.ts';
import { directedErrors } from './directedErrors.ts';
import { edgeRecall } from './edgeRecall.ts';
import { comparedFamilyRows, depthFamilyRows } from './familyMetricRows.ts';
import { type MapPair, validInBoth } from './MapPair.ts';
import { normalAngles, normalErrors } from './normalErrors.ts';
import { planeErrors } from './planeErrors.ts';
import { scaleShiftLosses } from './scaleShiftLosses.ts';
import type { Scored } from './Scored.ts';
import { skeleton } from './skeleton.ts';
import { sparsificationErrors } from './sparsificationErrors.ts';
import { thinStructures } from './thinStructures.ts';

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly rig: { readonly focalPx: number; readonly cxPx: number; readonly cyPx: number };
  readonly groundTruth: string;
  readonly prediction: string;
  readonly uncertainty: string;
  readonly thin: string;
  readonly floor: string;
  readonly skeleton: string;
  readonly expected: Readonly<Record<string, number | null>>;
  readonly canny: { width: number; height: number; values: string; valid: string; edges: string };
  readonly blobs: { width: number; height: number; inside: string; skeleton: string };
}

const scene = fixtureJson('metricFamilies/scene.json') as Scene;
const { width, height, expected } = scene;
const rig: StereoRig = { ...scene.rig, baselineM: null, doffsPx: 0, width, height };
const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64'));
const singles = (text: string): Float32Array => new Float32Array(bytes(text).buffer);
const floats = (text: string): Float64Array => Float64Array.from(singles(text));
const maps: MapPair = {
  width,
  height,
  groundTruth: floats(scene.groundTruth),
  prediction: floats(scene.prediction),
};

/** The promise: formulas to 1e-9, boundary scores to 1e-6; all are far better. */
const relative = 1e-9;

function expectEqual(found: Readonly<Record<string, Scored>>): void {
  for (const [name, { value }] of Object.entries(found)) {
    const wanted = expected[name]!;
    expect(value, name).not.toBeNull();
    const difference = Math.abs(value! - wanted);
    const size = Math.max(Math.abs(wanted), 1e-3);
    expect(difference, `${name}: ${value} for ${wanted}`).toBeLessThanOrEqual(relative * size);
  }
}

function withMaps(change: Partial<MapPair>): MapPair {
  return { ...maps, ...change };
}

const families: Readonly<Record<string, (pair: MapPair) => Readonly<Record<string, Scored>>>> = {
  losses: scaleShiftLosses,
  boundary: (pair) => ({ ...boundaryF1(markBoundaries(pair)), ...edgeRecall(markBoundaries(pair), pair) }),
  edges: depthBoundaryErrors,
  normals: (pair) => normalErrors(normalAngles(pair, rig), null),
  cloud: (pair) => cloudDistances(pair, rig),
  directed: directedErrors,
  plane: (pair) => planeErrors(pair, bytes(scene.floor), rig),
  thin: (pair) => thinStructures(pair, bytes(scene.thin)),
  sparsification: (pair) => sparsificationErrors(pair, singles(scene.uncertainty)),
};

/** From point pairs, pictures and features. */
const measuredElsewhere = /^(ordinalAccuracy|whdr|photometric.*|dinoCosine)$/;

describe('metrics beyond single pixels', () => {
  it.each(Object.keys(families))('equal NumPy, SciPy and scikit-image: %s', (name) => {
    expectEqual(families[name]!(maps));
  });

  it.each(Object.keys(families))('have no value, rather than NaN, on an empty map: %s', (name) => {
    const empty = withMaps({ prediction: new Float64Array(width * height).fill(NaN) });
    for (const [metric, { value, pixels }] of Object.entries(families[name]!(empty))) {
      if (metric === 'skeletonRecall') expect([value, pixels > 0]).toEqual([0, true]);
      else expect([metric, value, pixels]).toEqual([metric, null, 0]);
    }
  });

  it('are perfect for the ground truth itself', () => {
    const perfect = withMaps({ prediction: maps.groundTruth });
    const value = (name: string, metric: string): number | null => families[name]!(perfect)[metric]!.value;
    for (const loss of ['ssiMae', 'ssiTrimmed', 'gradientMatching']) expect(value('losses', loss)).toBe(0);
    expect(value('losses', 'ssiMse')).toBeLessThan(1e-24);
    expect(value('boundary', 'boundaryF1')).toBe(value('boundary', 'boundaryF1Self'));
    expect([value('boundary', 'edgeRecall1'), value('boundary', 'edgeRecall2')]).toEqual([1, 1]);
    expect([value('edges', 'dbeAccuracy'), value('edges', 'dbeCompleteness')]).toEqual([0, 0]);
    expect(value('normals', 'normalMean')).toBeLessThan(1e-4);
    expect(value('normals', 'normal5')).toBe(100);
    expect([value('cloud', 'chamfer'), value('cloud', 'fScore5cm')]).toEqual([0, 1]);
    expect([value('directed', 'ddeCorrect'), value('directed', 'ddeNear')]).toEqual([100, 0]);
    expect(value('plane', 'planeOrientation')).toBeLessThan(1e-4);
    expect([value('thin', 'skeletonAbsRel'), value('thin', 'skeletonRecall')]).toEqual([0, 1]);
    expect(value('sparsification', 'auseAbsRel')).toBe(0);
  });

  it('do not care for scale and shift, or for scale, where that is promised', () => {
    const bent = withMaps({ prediction: maps.prediction.map((p) => 3.5 * p + 7) });
    const [before, after] = [scaleShiftLosses(maps), scaleShiftLosses(bent)];
    for (const name of ['ssiMae', 'ssiMse', 'ssiTrimmed', 'gradientMatching'] as const) {
      expect(after[name].value! / before[name].value!, name).toBeCloseTo(1, 9);
    }
    const scaled = withMaps({ prediction: maps.prediction.map((p) => 4 * p) });
    expect(boundaryF1(markBoundaries(scaled))).toEqual(boundaryF1(markBoundaries(maps)));
    expect(families.plane!(scaled).planeFlatness!.value).toBeCloseTo(expected.planeFlatness!, 9);
    expect(normalErrors(normalAngles(scaled, rig), null).normalMean.value).toBeCloseTo(
      expected.normalMean!,
      9,
    );
  });

  it('of the whole cloud change sides with the maps', () => {
    const turned = cloudDistances(
      withMaps({ prediction: maps.groundTruth, groundTruth: maps.prediction }),
      rig,
    );
    expect(turned.cloudAccuracy.value).toBeCloseTo(expected.cloudCompleteness!, 12);
    expect(turned.chamfer.value).toBeCloseTo(expected.chamfer!, 12);
    expect(turned.fScore25cm.value).toBeCloseTo(expected.fScore25cm!, 12);
  });

  it('score a single vertical step a quarter, as the published boundary score does', () => {
    const step = Float64Array.from({ length: 20 * 20 }, (_, i) => (i % 20 < 10 ? 2 : 4));
    const pair = { width: 20, height: 20, groundTruth: step, prediction: step };
    expect(boundaryF1(markBoundaries(pair)).boundaryF1.value).toBeCloseTo(0.25, 14);
    const shifted = step.map((_, i) => (i % 20 < 11 ? 2 : 4));
    expect(boundaryF1(markBoundaries({ ...pair, prediction: shifted })).boundaryF1.value).toBe(0);
  });

  it('know a perfect uncertainty, and a useless one', () => {
    const oracle = maps.prediction.map((p, i) => Math.abs(p - maps.groundTruth[i]!) / maps.groundTruth[i]!);
    expect(sparsificationErrors(maps, Float32Array.from(oracle)).auseAbsRel.value).toBeCloseTo(0, 14);
    const random = seededRandom(9);
    const noise = oracle.map(() => random());
    const { auseAbsRel, aurgAbsRel } = sparsificationErrors(maps, Float32Array.from(noise));
    expect(Math.abs(aurgAbsRel.value!)).toBeLessThan(0.3 * auseAbsRel.value!);
  });

  it('are all described, and nothing is described that is not computed', () => {
    const rows: readonly (readonly (readonly string[])[])[] = [
      ...Object.values(comparedFamilyRows),
      ...Object.values(depthFamilyRows),
    ];
    const named = rows
      .flatMap((family) => family.map(([name]) => name!))
      .filter((name) => !measuredElsewhere.test(name));
    const computed = Object.values(families).flatMap((family) => Object.keys(family(maps)));
    expect(named.toSorted()).toEqual(computed.toSorted());
  });
});

describe('cannyEdges', () => {
  it('are scikit-image’s, with a mask', () => {
    const { width: w, height: h, values, valid, edges } = scene.canny;
    const found = cannyEdges(new Float64Array(bytes(values).buffer), {
      width: w,
      height: h,
      valid: bytes(valid),
      sigmaPx: 1.2,
      low: 0.5,
      high: 1.2,
    });
    expect(found.reduce((sum, edge) => sum + edge, 0)).toBeGreaterThan(50);
    expect(found).toEqual(bytes(edges));
  });
});

describe('skeleton', () => {
  it.each([
    { inside: scene.thin, expected: scene.skeleton, width, height },
    { ...scene.blobs, expected: scene.blobs.skeleton },
  ])(
    'is that of a NumPy transcription of the paper, $width×$height',
    ({ inside, expected: wanted, width: w, height: h }) => {
      expect(skeleton(bytes(inside), w, h)).toEqual(bytes(wanted));
    },
  );
});

describe('validInBoth', () => {
  it('marks what both maps know', () => {
    const pair = {
      width: 3,
      height: 1,
      groundTruth: Float64Array.of(1, NaN, 2),
      prediction: Float64Array.of(1, 1, Infinity),
    };
    expect([...validInBoth(pair)]).toEqual([1, 0, 0]);
  });
});
