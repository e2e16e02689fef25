import type { RegionDraft } from '#domain/regions/RegionRecord.ts';

/** An explained region for tests of what stores and shows regions. */
export function regionDraft(
  given: Partial<RegionDraft> & Pick<RegionDraft, 'rank' | 'severity'>,
): RegionDraft {
  const [x, y, width, height] = given.bbox ?? [1, 2, 4, 5];
  return {
    parts: { wrong: 0.5, large: 0.1, sure: 0.9 },
    areaPx: width * height,
    bbox: [x, y, width, height],
    outline: [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    stats: { meanSsim: 0.25, meanAbsError: 3.5, meanError: -3.5, meanGroundTruth: 12, missingShare: 0 },
    detection: {
      map: 'error',
      threshold: 'fixed',
      fixed: 3,
      robust: 2.5,
      unit: 'px',
      isWholeImage: false,
      isSuspicion: false,
    },
    cause: 'thin-structure',
    causes: [
      {
        cause: 'thin-structure',
        score: 0.9,
        evidence: [
          { name: 'share in thin structures', value: 0.8, unit: '', threshold: 0.35, speaksWhen: 'above' },
        ],
      },
    ],
    bias: {
      direction: 'far',
      percent: 41,
      metres: 5,
      truth: { value: 12, metres: 12.5 },
      predicted: { value: 8.5, metres: 17.5 },
      surroundings: { value: 8.4, metres: 17.9 },
      plane: null,
      annotation: null,
      joins: 'behind',
    },
    errorSum: 7,
    comparedPx: width * height,
    annotatedClass: null,
    ...given,
  };
}
