import type { MetricFamily } from './metricFamilies.ts';

type Row = readonly [
  name: string,
  title: string,
  unit: string,
  direction: 'up' | 'down',
  formula: string,
  source: string,
];

const midas = 'Ranftl et al. 2020 (MiDaS), arXiv:1907.01341';
const depthPro = 'Bochkovskii et al. 2024 (Depth Pro), arXiv:2410.02073';
const ibims = 'Koch et al. 2018 (iBims-1), arXiv:1805.01328';
const marigold = 'Marigold, src/util/metric.py';
const cloud = 'Knapitsch et al. 2017, doi:10.1145/3072959.3073599';
const poggi = 'Poggi et al. 2020, arXiv:2005.06209';
const godard = 'Godard et al. 2017, arXiv:1609.03677';
const fathom = 'Fathom; see docs/metrics.md';

/** Metrics beyond single pixels by the quantity they are computed on: depth in metres, or the compared one. */
export const comparedFamilyRows = {
  losses: [
    [
      'ssiMae',
      'SSI MAE',
      '',
      'down',
      'mean|(p − t_p)/s_p − (g − t_g)/s_g|, t = median, s = mean absolute deviation',
      'Yang et al. 2024 (Depth Anything), arXiv:2401.10891',
    ],
    ['ssiTrimmed', 'SSI trimmed', '', 'down', 'sum of the 80 % smallest residuals of SSI MAE / (2N)', midas],
    [
      'ssiMse',
      'SSI MSE',
      '',
      'down',
      'mean((s·p + t − g)²) / 2 with least-squares s and t, in the compared unit squared',
      midas,
    ],
    [
      'gradientMatching',
      'gradient matching',
      '',
      'down',
      'Σ over 4 scales of mean(|∂x R| + |∂y R|), R = s·p + t − g, in the compared unit',
      midas,
    ],
  ],
  thin: [
    [
      'skeletonAbsRel',
      'skeleton AbsRel',
      '',
      'down',
      'mean(|p − g| / |g|) on the skeleton of an annotated class',
      fathom,
    ],
    [
      'skeletonRecall',
      'skeleton recall',
      '',
      'up',
      'share of skeleton pixels with |p − g| / |g| < 0.1',
      fathom,
    ],
  ],
  ordinal: [
    [
      'ordinalAccuracy',
      'ordinal accuracy',
      '',
      'up',
      'share of point pairs whose nearer point is predicted nearer',
      'Yang et al. 2024 (DA-2K), arXiv:2406.09414',
    ],
    [
      'whdr',
      'WHDR',
      '',
      'down',
      'weighted share of point pairs in a wrong relation',
      'Chen et al. 2016, arXiv:1604.03901',
    ],
  ],
  photometric: [
    [
      'photometricError',
      'photometric error',
      '',
      'down',
      'mean(0.85 · clamp((1 − SSIM(I, Î)) / 2, 0, 1) + 0.15 · |I − Î|), Î(x) = R(x − p(x)), pictures in [0, 1]',
      godard,
    ],
    [
      'photometricUnwarped',
      'photometric, unwarped',
      '',
      'down',
      'the same with the right picture R in place of Î: what a map of zeros would score',
      'Godard et al. 2019, arXiv:1806.01260',
    ],
    [
      'photometricExplained',
      'better than unwarped',
      '%',
      'up',
      '% of reconstructed pixels with a smaller photometric error than without warping',
      'Godard et al. 2019, arXiv:1806.01260',
    ],
  ],
  features: [
    [
      'dinoCosine',
      'DINOv2 cosine',
      '',
      'up',
      'mean cos(f(p), f(g)) over patches, f = DINOv2 ViT-S/14’s patch tokens of the map as an 8-bit min–max picture',
      'Oquab et al. 2023 (DINOv2), arXiv:2304.07193; the comparison is Fathom’s own',
    ],
  ],
} as const satisfies Partial<Record<MetricFamily, readonly Row[]>>;

export const depthFamilyRows = {
  boundary: [
    [
      'boundaryF1',
      'boundary F1',
      '',
      'up',
      'F1 of neighbour pairs with ρa/ρb > t, over 4 directions and 10 thresholds 1.05…1.25, weighted by t',
      depthPro,
    ],
    ['boundaryF1Self', 'boundary F1, best', '', 'up', 'the same of the ground truth with itself', depthPro],
    [
      'edgeRecall1',
      'edge recall 1 px',
      '',
      'up',
      'share of occlusion edges (factor 1.1) with a predicted one within 1 px',
      fathom,
    ],
    [
      'edgeRecall2',
      'edge recall 2 px',
      '',
      'up',
      'share of occlusion edges (factor 1.1) with a predicted one within 2 px',
      fathom,
    ],
  ],
  edges: [
    [
      'dbeAccuracy',
      'DBE accuracy',
      'px',
      'down',
      'mean distance of predicted edges to true ones, of those < 10 px',
      ibims,
    ],
    [
      'dbeCompleteness',
      'DBE completeness',
      'px',
      'down',
      'mean distance of edges to the other map’s, at most 10 px',
      ibims,
    ],
  ],
  normals: [
    ['normalMean', 'normals, mean', '°', 'down', 'mean angle θ between normals', marigold],
    ['normalMedian', 'normals, median', '°', 'down', 'median of θ', marigold],
    ['normalRmse', 'normals, RMSE', '°', 'down', '√mean(θ²)', marigold],
    ['normal5', 'normals < 5°', '%', 'up', '% of pixels with θ < 5°', marigold],
    ['normal11', 'normals < 11.25°', '%', 'up', '% of pixels with θ < 11.25°', marigold],
    ['normal22', 'normals < 22.5°', '%', 'up', '% of pixels with θ < 22.5°', marigold],
    ['normal30', 'normals < 30°', '%', 'up', '% of pixels with θ < 30°', marigold],
  ],
  planes: [
    [
      'planeFlatness',
      'plane flatness',
      'cm',
      'down',
      'standard deviation of points from their plane, after median scaling',
      ibims,
    ],
    ['planeOrientation', 'plane orientation', '°', 'down', 'angle between predicted and true plane', ibims],
    ['ddeCorrect', 'DDE correct', '%', 'up', '% of pixels on the right side of 3 m', ibims],
    ['ddeNear', 'DDE too near', '%', 'down', '% of pixels beyond 3 m predicted before', ibims],
    ['ddeFar', 'DDE too far', '%', 'down', '% of pixels within 3 m predicted beyond', ibims],
  ],
  cloud: [
    [
      'cloudAccuracy',
      'cloud accuracy',
      'm',
      'down',
      'mean distance of predicted points to the nearest true one',
      cloud,
    ],
    [
      'cloudCompleteness',
      'cloud completeness',
      'm',
      'down',
      'mean distance of true points to the nearest predicted one',
      cloud,
    ],
    ['chamfer', 'Chamfer', 'm', 'down', '(accuracy + completeness) / 2', cloud],
    [
      'fScore5cm',
      'F-score 5 cm',
      '',
      'up',
      '2PR/(P + R), P and R = shares of points nearer than 0.05 m',
      cloud,
    ],
    [
      'fScore25cm',
      'F-score 25 cm',
      '',
      'up',
      '2PR/(P + R), P and R = shares of points nearer than 0.25 m',
      cloud,
    ],
    ['fScore1m', 'F-score 1 m', '', 'up', '2PR/(P + R), P and R = shares of points nearer than 1 m', cloud],
  ],
  sparsification: [
    [
      'auseAbsRel',
      'AUSE AbsRel',
      '',
      'down',
      'area between sparsification and oracle curve of AbsRel',
      poggi,
    ],
    ['auseRmse', 'AUSE RMSE', 'm', 'down', 'area between sparsification and oracle curve of RMSE', poggi],
    [
      'auseDelta1',
      'AUSE 1 − δ1',
      '',
      'down',
      'area between sparsification and oracle curve of 1 − δ1',
      poggi,
    ],
    ['aurgAbsRel', 'AURG AbsRel', '', 'up', 'AbsRel − area under its sparsification curve', poggi],
    ['aurgRmse', 'AURG RMSE', 'm', 'up', 'RMSE − area under its sparsification curve', poggi],
    ['aurgDelta1', 'AURG 1 − δ1', '', 'up', '(1 − δ1) − area under its sparsification curve', poggi],
  ],
} as const satisfies Partial<Record<MetricFamily, readonly Row[]>>;

type RowsOf<Families> =
  Families extends Readonly<Record<string, readonly (readonly [infer Name, ...unknown[]])[]>>
    ? Name & string
    : never;
export type FamilyMetricName = RowsOf<typeof comparedFamilyRows> | RowsOf<typeof depthFamilyRows>;
