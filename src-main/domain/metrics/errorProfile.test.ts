import { describe, expect, it } from 'vitest';
import { errorProfile } from './errorProfile.ts';

describe('errorProfile', () => {
  const groundTruth = Float64Array.from({ length: 2400 }, (_, i) => i);

  it('counts every compared pixel once, in the histogram and in a band', () => {
    const error = groundTruth.map((g, i) => (i % 10 === 0 ? NaN : (g - 1200) / 100));
    const found = errorProfile(groundTruth, error)!;
    expect(found.counts.reduce((sum, n) => sum + n, 0)).toBe(2160);
    expect(found.bandCounts.reduce((sum, n) => sum + n, 0)).toBe(2160);
    expect([...found.bandCounts].every((n) => n === 90)).toBe(true);
    expect(found.bandBias[0]).toBeCloseTo(-11.5, 1);
    expect(found.bandMeanAbsolute[0]).toBeCloseTo(11.5, 1);
    expect(found.band90Absolute.at(-1)).toBeGreaterThan(found.bandMeanAbsolute.at(-1)!);
  });

  it('puts errors beyond the 99 % quantile into the outer bins', () => {
    const error = groundTruth.map((_, i) => (i === 7 ? 1e6 : i % 2 === 0 ? 1 : -1));
    const { errorEdges, counts } = errorProfile(groundTruth, error)!;
    expect([errorEdges[0], errorEdges.at(-1)]).toEqual([-1, 1]);
    expect(counts[0]! + counts.at(-1)!).toBe(2400);
  });

  it('is nothing without a compared pixel, and stands a perfect map', () => {
    expect(
      errorProfile(
        groundTruth,
        groundTruth.map(() => NaN),
      ),
    ).toBeNull();
    const { counts, errorEdges } = errorProfile(
      groundTruth,
      groundTruth.map(() => 0),
    )!;
    expect(errorEdges.at(-1)).toBe(1);
    expect(counts[32]).toBe(2400);
  });
});
