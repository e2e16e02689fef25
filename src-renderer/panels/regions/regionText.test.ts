import { describe, expect, it } from 'vitest';
import type { RegionRecord, RegionStats } from '#domain/records.ts';
import { regionDetail, regionTitle, severityText } from './regionText.ts';

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
