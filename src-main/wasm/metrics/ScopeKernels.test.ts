import { describe, expect, it } from 'vitest';
import { type ScopeSums, sumScope } from '#domain/evaluation/scopeSums.ts';
import type { ScoredFrame } from '#domain/evaluation/scopeMetrics.ts';
import { surveyPair } from '#domain/evaluation/surveyPair.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { KernelMemory } from './KernelMemory.ts';
import { scopeKernel } from './ScopeKernels.ts';
import { surveyKernel } from './surveyKernel.ts';

const kernel = scopeKernel(new KernelMemory());

/** Maps with holes, and some values that make logarithms and shares of them unusual. */
function frameOf(width: number, height: number, change: Partial<ScoredFrame> = {}): ScoredFrame {
  const random = seededRandom(width * height);
  const map = (make: () => number) => Float64Array.from({ length: width * height }, make);
  const odd = [0, -1, 1e-310, 1e300, 1e-300, Infinity, -Infinity, 1];
  const value = () => (random() < 0.1 ? NaN : 1 + 60 * random());
  const anything = () => (random() < 0.05 ? odd[Math.floor(8 * random())]! : value());
  const disparity = { groundTruth: map(value), prediction: map(value) };
  for (let i = 0; i < width * height; i += 3) {
    disparity.prediction[i] = disparity.groundTruth[i]! + 4 * random() * random() * random();
  }
  return {
    ...{ width, height, compared: disparity, disparity, similar: disparity },
    depth: { groundTruth: map(anything), prediction: map(anything) },
    depthOfDisparity: null,
    filled: null,
    ssimMap: Float32Array.from({ length: width * height }, () => (random() < 0.2 ? NaN : random())),
    ...{ ssimWindowPx: 3, dataRange: 60, unpredicted: 'leave-out', ...change },
  };
}

function maskOf({ width, height }: ScoredFrame): Uint8Array {
  const random = seededRandom(9);
  return Uint8Array.from({ length: width * height }, () => (random() < 0.6 ? 1 : 0));
}

/** Whole numbers and quantiles are the same; sums are added up in another order. */
function expectSame(found: ScopeSums, expected: ScopeSums): void {
  const flat = (sums: ScopeSums): [string, unknown][] =>
    Object.entries(sums).flatMap(([part, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value as object).map(([name, inner]: [string, unknown]) => [
            `${part}.${name}`,
            inner,
          ])
        : [[part, value]],
    );
  const names = flat(expected).map(([name]) => name);
  expect(flat(found).map(([name]) => name)).toEqual(expect.arrayContaining(names));
  for (const [name, wanted] of flat(expected)) {
    const got = flat(found).find(([other]) => other === name)![1];
    const isSum = typeof wanted === 'number' && Number.isFinite(wanted) && !Number.isSafeInteger(wanted);
    if (!isSum) {
      expect(got, name).toEqual(wanted);
    } else {
      const most = 1e-12 * Math.max(1, Math.abs(wanted));
      expect(Math.abs((got as number) - wanted), name).toBeLessThanOrEqual(most);
    }
  }
}

describe('scopeKernel', () => {
  it.each([
    [3, 3],
    [4, 3],
    [7, 5],
    [33, 21],
    [130, 70],
    [9001, 3],
  ])('gives the sums of the readable implementation on %i×%i', (width, height) => {
    const frame = frameOf(width, height);
    expectSame(kernel(frame, null), sumScope(frame, null));
    expectSame(kernel(frame, maskOf(frame)), sumScope(frame, maskOf(frame)));
  });

  it('tells filled holes apart, and compares other values than it counts', () => {
    const { compared, depth } = frameOf(41, 17);
    const frame = frameOf(41, 17, {
      filled: Uint8Array.from(compared.prediction, (_, i) => (i % 7 === 0 ? 1 : 0)),
      similar: frameOf(41, 17).depth!,
      disparity: depth,
    });
    expectSame(kernel(frame, null), sumScope(frame, null));
    expectSame(kernel(frame, maskOf(frame)), sumScope(frame, maskOf(frame)));
  });

  it('adds the rows around those without ground truth', () => {
    const frame = frameOf(9001, 4);
    for (const pair of [frame.compared, frame.depth!])
      pair.groundTruth.fill(NaN, 0, 9001).fill(NaN, 18002, 27003);
    expectSame(kernel(frame, null), sumScope(frame, null));
    expectSame(kernel(frame, maskOf(frame)), sumScope(frame, maskOf(frame)));
  });

  it('makes depth of disparities as they pass through', () => {
    const { compared } = frameOf(43, 19);
    const [constant, doffsPx] = [380, 2.5];
    const depthOf = (d: number) => (d + doffsPx > 0 ? constant / (d + doffsPx) : NaN);
    compared.prediction.set([-2.5, -3, Infinity, 1e-9]);
    const depth = {
      groundTruth: compared.groundTruth.map(depthOf),
      prediction: compared.prediction.map(depthOf),
    };
    const pair = { compared, disparity: compared, similar: compared };
    const frame = frameOf(43, 19, { ...pair, depth, depthOfDisparity: { constant, doffsPx } });
    expectSame(kernel(frame, null), sumScope(frame, null));
    expectSame(kernel(frame, maskOf(frame)), sumScope(frame, maskOf(frame)));
  });

  it('has no sums of what a frame has not, and none of an empty part', () => {
    const bare = frameOf(12, 9, { depth: null, disparity: null, ssimMap: null });
    expectSame(kernel(bare, null), sumScope(bare, null));
    const frame = frameOf(12, 9);
    const nowhere = new Uint8Array(12 * 9);
    expectSame(kernel(frame, nowhere), sumScope(frame, nowhere));
  });

  it('finds the quantiles of equal and of very different errors', () => {
    for (const error of [
      () => 2,
      (i: number) => (i % 2 === 0 ? 0 : 1e9),
      (i: number) => 2 ** ((i % 90) - 45),
    ]) {
      const groundTruth = new Float64Array(1000).fill(100);
      const pair = { groundTruth, prediction: groundTruth.map((g, i) => g + error(i)) };
      const frame = frameOf(40, 25, { disparity: pair });
      expect(kernel(frame, null).disparity!.quantiles).toEqual(sumScope(frame, null).disparity!.quantiles);
    }
  });
});

describe('surveyKernel', () => {
  it.each([
    [1, 1],
    [9, 7],
    [8192, 1],
    [8193, 3],
  ])('finds what the readable implementation finds on %i×%i', (width, height) => {
    const { depth, disparity } = frameOf(width, height);
    const survey = surveyKernel(new KernelMemory());
    for (const pair of [depth!, disparity!]) expect(survey(pair)).toEqual(surveyPair(pair));
    const empty = { ...depth!, groundTruth: new Float64Array(width * height).fill(NaN) };
    expect(survey(empty)).toEqual({ known: 0, matched: 0, least: Infinity, most: -Infinity });
  });
});
