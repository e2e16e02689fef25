import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { type EvaluationKernels, readableKernels } from '#domain/evaluation/EvaluationKernels.ts';
import { boundaryF1 } from '#domain/metrics/boundaryF1.ts';
import { cloudDistances } from '#domain/metrics/cloudDistances.ts';
import { depthBoundaryErrors } from '#domain/metrics/depthBoundaryErrors.ts';
import { edgeRecall } from '#domain/metrics/edgeRecall.ts';
import type { MapPair } from '#domain/metrics/MapPair.ts';
import { normalErrors } from '#domain/metrics/normalErrors.ts';
import { scaleShiftLosses } from '#domain/metrics/scaleShiftLosses.ts';
import type { Scored } from '#domain/metrics/Scored.ts';
import { sparsificationErrors } from '#domain/metrics/sparsificationErrors.ts';
import { metricKernels } from './metricKernels.ts';

const kernels = metricKernels();

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly rig: { readonly focalPx: number; readonly cxPx: number; readonly cyPx: number };
  readonly groundTruth: string;
  readonly prediction: string;
  readonly uncertainty: string;
  readonly expected: Readonly<Record<string, number | null>>;
}

const scene = fixtureJson('metricFamilies/scene.json') as Scene;
const singles = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
const sceneMaps: MapPair = {
  width: scene.width,
  height: scene.height,
  groundTruth: Float64Array.from(singles(scene.groundTruth)),
  prediction: Float64Array.from(singles(scene.prediction)),
};

interface Case {
  readonly maps: MapPair;
  readonly uncertainty: Float32Array;
}

/** Slanted surfaces with steps, holes in both maps, equal values, and a few that are zero, negative or far off. */
function caseOf(width: number, height: number): Case {
  const random = seededRandom(width + 1000 * height);
  const at = (make: (x: number, y: number) => number) =>
    Float64Array.from({ length: width * height }, (_, i) => make(i % width, Math.floor(i / width)));
  const groundTruth = at((x, y) =>
    random() < 0.03 ? NaN : 4 + x / 9 + (x % 11 > 6 ? 5 : 0) + (y > 9 ? 8 : 0),
  );
  const prediction = groundTruth.map((g) => {
    const kind = random();
    if (kind < 0.04) return NaN;
    if (kind < 0.05) return [0, -3, 1e5][Math.floor(3 * random())]!;
    return kind < 0.3 ? g : g * (0.9 + 0.2 * random());
  });
  const uncertainty = Float32Array.from({ length: width * height }, () =>
    random() < 0.05 ? NaN : Math.floor(40 * random() - 4) / 3,
  );
  return { maps: { width, height, groundTruth, prediction }, uncertainty };
}

function rigOf({ width, height }: MapPair): StereoRig {
  return { focalPx: 60, cxPx: width / 3, cyPx: height / 2, baselineM: null, doffsPx: 0, width, height };
}

type Family = (input: Case, rig: StereoRig, by: EvaluationKernels) => Readonly<Record<string, Scored>>;
const families: Readonly<Record<string, Family>> = {
  losses: ({ maps }, _, by) => scaleShiftLosses(maps, by.sumLosses),
  boundary: ({ maps }, _, by) => {
    const marks = by.markBoundaries(maps);
    return { ...boundaryF1(marks), ...edgeRecall(marks, maps) };
  },
  edges: ({ maps }, _, by) => depthBoundaryErrors(maps, by.findEdges),
  normals: ({ maps }, rig, by) => normalErrors(by.normalAngles(maps, rig), null, by.sumAngles),
  cloud: ({ maps }, rig, by) => cloudDistances(maps, rig, by.measureClouds),
  sparsification: ({ maps, uncertainty }, _, by) => sparsificationErrors(maps, uncertainty, by.rankErrors),
};
const names = Object.keys(families);

/** The order of sums is all that differs. */
function expectClose(
  found: Readonly<Record<string, Scored>>,
  expected: Readonly<Record<string, Scored>>,
): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, wanted] of Object.entries(expected)) {
    const { value, ...counts } = found[name]!;
    const { value: wantedValue, ...wantedCounts } = wanted;
    expect(counts, name).toEqual(wantedCounts);
    if (wantedValue === null || value === null) expect(value, name).toBe(wantedValue);
    else
      expect(Math.abs(value - wantedValue), name).toBeLessThanOrEqual(
        1e-11 * Math.max(1, Math.abs(wantedValue)),
      );
  }
}

describe('kernels of metric families', () => {
  it.each(names)('equal NumPy, SciPy and scikit-image: %s', (name) => {
    const rig = { ...rigOf(sceneMaps), ...scene.rig };
    const input = { maps: sceneMaps, uncertainty: singles(scene.uncertainty) };
    for (const [metric, { value }] of Object.entries(families[name]!(input, rig, kernels))) {
      const wanted = scene.expected[metric]!;
      expect(Math.abs(value! - wanted), metric).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(wanted), 1e-3));
    }
  });

  const sizes = [
    [1, 1],
    [1, 9],
    [9, 1],
    [2, 2],
    [3, 3],
    [8, 5],
    [13, 12],
    [40, 31],
    [67, 50],
  ] as const;
  it.each(names.flatMap((name) => sizes.map((size) => [name, ...size] as const)))(
    'equal the readable implementation: %s on %i×%i',
    (name, width, height) => {
      const input = caseOf(width, height);
      const rig = rigOf(input.maps);
      const family = families[name]!;
      expectClose(family(input, rig, kernels), family(input, rig, readableKernels));
    },
  );

  it.each(names)('have no value, rather than NaN, on an empty map: %s', (name) => {
    const { maps, uncertainty } = caseOf(9, 7);
    const empty = { maps: { ...maps, prediction: maps.prediction.fill(NaN) }, uncertainty };
    const rig = rigOf(maps);
    expect(families[name]!(empty, rig, kernels)).toEqual(families[name]!(empty, rig, readableKernels));
  });

  it('find the very same edges, marks and angles', () => {
    const { maps } = caseOf(90, 61);
    const rig = rigOf(maps);
    expect(kernels.findEdges(maps)).toEqual(readableKernels.findEdges(maps));
    expect(kernels.markBoundaries(maps)).toEqual(readableKernels.markBoundaries(maps));
    const angles = kernels.normalAngles(maps, rig);
    expect(angles).toEqual(readableKernels.normalAngles(maps, rig));
    const inside = Uint8Array.from(angles, (_, i) => (i % 3 === 0 ? 1 : 0));
    const sums = readableKernels.sumAngles(angles, inside);
    expect(kernels.sumAngles(angles, inside)).toMatchObject({
      n: sums.n,
      below: sums.below,
      median: sums.median,
    });
  });

  it('work in a memory that a large frame has been in', () => {
    const { maps } = caseOf(40, 31);
    const before = kernels.sumLosses(maps);
    kernels.findEdges(caseOf(600, 400).maps);
    expect(kernels.sumLosses(maps)).toEqual(before);
  });
});
