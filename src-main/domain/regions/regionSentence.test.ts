import { describe, expect, it } from 'vitest';
import { regionDraft } from '#testing/regionDraft.ts';
import { regionSentence } from './regionSentence.ts';

const thin = regionDraft({
  rank: 1,
  severity: 0.5,
  bbox: [10, 20, 4, 38],
  causes: [
    {
      cause: 'thin-structure',
      score: 0.9,
      evidence: [
        { name: 'share in thin structures', value: 0.9, unit: '', threshold: 0.35, speaksWhen: 'above' },
        { name: 'width', value: 4, unit: 'px', threshold: null, speaksWhen: 'above' },
      ],
    },
  ],
});

describe('regionSentence', () => {
  it('says what a thin structure measures, how far it is off and what it joins', () => {
    expect(regionSentence(thin, 'disparity')).toBe(
      'Thin structure: 38 px tall, 4 px wide; prediction 41 % too far (5 m); joins what is behind it',
    );
  });

  it('takes the corrected cause, and one that is not known as it is', () => {
    expect(regionSentence(thin, 'disparity', 'sky')).toMatch(/^Sky: 4 × 38 px, 152 px in all; /);
    expect(regionSentence(thin, 'disparity', 'of another version')).toMatch(/^of another version: /);
  });

  it('names the whole image, errors of both signs, holes and suspicions', () => {
    const whole = { ...thin, cause: 'unexplained', detection: { ...thin.detection, isWholeImage: true } };
    expect(regionSentence(whole, 'disparity')).toMatch(/^Unexplained: the whole image; /);
    const mixed = {
      ...thin,
      bias: { ...thin.bias, direction: 'mixed', joins: null },
      stats: { ...thin.stats, missingShare: 0.4 },
      detection: { ...thin.detection, isSuspicion: true },
    } as const;
    expect(regionSentence(mixed, 'disparity')).toMatch(
      /; prediction too near in parts and too far in others; no prediction on 40 %; a suspicion, without ground truth$/,
    );
  });

  it('gives the error in the compared unit where depth is not known', () => {
    const bias = { ...thin.bias, percent: null, metres: null, joins: null };
    expect(regionSentence({ ...thin, bias }, 'disparity')).toMatch(/; prediction off by 3\.5 px$/);
  });
});
