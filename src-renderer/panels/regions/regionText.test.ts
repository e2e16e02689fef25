import { describe, expect, it } from 'vitest';
import type { RegionRecord, RegionStats } from '#domain/records.ts';
import { regionCause, regionDetail, regionExplanation, regionTitle, severityText } from './regionText.ts';

const stats: RegionStats = {
  meanSsim: 0.312,
  meanAbsError: 4.5,
  meanError: 4.2,
  meanGroundTruth: 18.3,
  missingShare: 0.19,
};

describe('regionTitle', () => {
  it('says near or far by the sense of the quantity', () => {
    expect(regionTitle(stats, 'disparity')).toBe('4.20 px too near');
    expect(regionTitle(stats, 'depth')).toBe('4.20 m too far');
    expect(regionTitle({ ...stats, meanError: -4.2 }, 'inverse-depth')).toBe('4.20 1/m too far');
  });

  it('names no direction where errors of both signs cancel', () => {
    expect(regionTitle({ ...stats, meanError: 0.4 }, 'disparity')).toBe('Off by 4.50 px both ways');
  });

  it('says so where most of it has no prediction', () => {
    expect(regionTitle({ ...stats, missingShare: 0.82 }, 'disparity')).toBe('No prediction on 82 %');
  });

  it('speaks of structure where there is no error to speak of', () => {
    expect(regionTitle({ ...stats, meanAbsError: null, meanError: null }, 'depth')).toBe('Structure differs');
  });
});

describe('regionDetail', () => {
  it('gives similarity, place, holes and size', () => {
    const region = { areaPx: 1303, stats } as RegionRecord;
    expect(regionDetail(region, 'disparity')).toBe('SSIM 0.31 · at 18.3 px · 19 % missing · 1\u202f303 px²');
  });
});

it('writes severity as a share of the frame with two digits', () => {
  expect([0.13, 0.0073, 0.00013].map(severityText)).toEqual(['13 %', '0.73 %', '0.013 %']);
});

describe('why a region fails', () => {
  const width = { name: 'width', value: 4, unit: 'px', threshold: 6, speaksWhen: 'below' } as const;
  const noise = { name: 'noise', value: 0.123, unit: '', threshold: null, speaksWhen: 'above' } as const;
  const region = {
    areaPx: 152,
    bbox: [10, 20, 4, 38],
    stats,
    bias: { direction: 'far', percent: 41, metres: null, joins: 'behind' },
    detection: { isWholeImage: false, isSuspicion: false },
    cause: 'thin-structure',
    causes: [
      { cause: 'thin-structure', score: 0.9, evidence: [width, noise] },
      { cause: 'dark-noisy', score: 0.25, evidence: [noise] },
    ],
  } as unknown as RegionRecord;

  it('names the likeliest cause and the measurement that decided', () => {
    expect(regionCause(region)).toBe('Thin structure: width 4.0 px');
    expect(regionCause({ cause: 'unexplained', causes: region.causes })).toBe('Unexplained');
  });

  it('tells the whole story: a sentence, then every cause with its limits', () => {
    const [sentence, first, second] = regionExplanation(region, 'disparity').split('\n');
    expect(sentence).toMatch(
      /^Thin structure: 38 px tall, 4 px wide; prediction 41 % too far; joins what is behind it/,
    );
    expect(first).toBe('Thin structure 0.90: width 4.0 px (below 6.0 px speaks for it), noise 0.12');
    expect(second).toMatch(/ 0\.25: noise 0\.12$/);
  });
});
