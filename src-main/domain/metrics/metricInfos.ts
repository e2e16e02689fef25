import { comparedFamilyRows, depthFamilyRows, type FamilyMetricName } from './familyMetricRows.ts';
import type { MetricFamily } from './metricFamilies.ts';

/** What a metric is computed on: depth in metres, disparity in pixels, or the quantity that the recipe compares. */
export type MetricSpace = 'depth' | 'disparity' | 'compared';

/** How a metric is written, read and sorted. */
export interface MetricInfo {
  /** Stable key in databases, reports and `--json`. */
  readonly name: MetricName;
  /** As the field writes it. */
  readonly title: string;
  /** Empty for pure numbers. */
  readonly unit: string;
  readonly isLargerBetter: boolean;
  readonly space: MetricSpace;
  /** `pixels` for metrics that every recipe computes, otherwise the family that a recipe asks for. */
  readonly family: 'pixels' | MetricFamily;
  /** How one value over all pixels of many images follows from theirs: see summariseFrames. */
  readonly pooling: 'mean' | 'root-mean-square' | 'none';
  /** Plain text; p = prediction, g = ground truth, both over the compared pixels; e = ln p − ln g. */
  readonly formula: string;
  readonly source: string;
}

const eigen = 'Eigen et al. 2014, arXiv:1406.2283';
const kittiDepth = 'KITTI depth development kit';
const kittiStereo2015 = 'KITTI stereo 2015 development kit';
const kittiStereo2012 = 'KITTI stereo 2012 development kit';
const middlebury = 'Middlebury stereo v3';

type Row = readonly [
  name: string,
  title: string,
  unit: string,
  direction: 'up' | 'down',
  formula: string,
  source: string,
];

const depthRows = [
  ['absRel', 'AbsRel', '', 'down', 'mean(|p − g| / g)', eigen],
  ['sqRel', 'SqRel', 'm', 'down', 'mean((p − g)² / g)', eigen],
  ['sqErrorRel', 'sqErrorRel', '', 'down', 'mean((p − g)² / g²)', kittiDepth],
  ['rmse', 'RMSE', 'm', 'down', '√mean((p − g)²)', eigen],
  ['rmseLog', 'RMSE log', '', 'down', '√mean(e²)', eigen],
  ['log10', 'log10', '', 'down', 'mean|log10 p − log10 g|', 'Saxena et al. 2009, Make3D'],
  ['silog', 'SILog', '', 'down', '100 · √(mean(e²) − mean(e)²)', kittiDepth],
  [
    'silogHalf',
    'silog λ=0.5',
    '',
    'down',
    '√(mean(e²) − 0.5 · mean(e)²)',
    'Depth Anything V2, metric_depth/util/metric.py',
  ],
  [
    'silogLoss',
    'SILog loss',
    '',
    'down',
    '10 · √(var(e) + 0.15 · mean(e)²), var with n − 1',
    'BTS and ZoeDepth, trainers/loss.py',
  ],
  ['delta1', 'δ1', '', 'up', 'share of pixels with max(p/g, g/p) < 1.25', eigen],
  ['delta2', 'δ2', '', 'up', 'share of pixels with max(p/g, g/p) < 1.25²', eigen],
  ['delta3', 'δ3', '', 'up', 'share of pixels with max(p/g, g/p) < 1.25³', eigen],
  ['mae', 'MAE', 'm', 'down', 'mean|p − g|', kittiDepth],
  ['mse', 'MSE', 'm²', 'down', 'mean((p − g)²)', kittiDepth],
  ['imae', 'iMAE', '1/m', 'down', 'mean|1/p − 1/g|', kittiDepth],
  ['irmse', 'iRMSE', '1/m', 'down', '√mean((1/p − 1/g)²)', kittiDepth],
] as const satisfies readonly Row[];

const disparityRows = [
  ['epe', 'EPE', 'px', 'down', 'mean|p − g|', middlebury],
  ['rms', 'rms', 'px', 'down', '√mean((p − g)²)', middlebury],
  ['bad05', 'bad-0.5', '%', 'down', '% of compared pixels with |p − g| > 0.5 px', middlebury],
  ['bad1', 'bad-1.0', '%', 'down', '% of compared pixels with |p − g| > 1 px', middlebury],
  ['bad2', 'bad-2.0', '%', 'down', '% of compared pixels with |p − g| > 2 px', middlebury],
  ['bad4', 'bad-4.0', '%', 'down', '% of compared pixels with |p − g| > 4 px', middlebury],
  ['out3', 'Out-3', '%', 'down', '% of compared pixels with |p − g| > 3 px', kittiStereo2012],
  ['out5', 'Out-5', '%', 'down', '% of compared pixels with |p − g| > 5 px', kittiStereo2012],
  [
    'd1All',
    'D1-all',
    '%',
    'down',
    '% of compared pixels with |p − g| > 3 px and |p − g| / |g| > 0.05',
    kittiStereo2015,
  ],
  ['a50', 'A50', 'px', 'down', '50 % quantile of |p − g|, linear interpolation', middlebury],
  ['a90', 'A90', 'px', 'down', '90 % quantile of |p − g|, linear interpolation', middlebury],
  ['a95', 'A95', 'px', 'down', '95 % quantile of |p − g|, linear interpolation', middlebury],
  ['a99', 'A99', 'px', 'down', '99 % quantile of |p − g|, linear interpolation', middlebury],
  [
    'totalBad2',
    'totbad-2.0',
    '%',
    'down',
    '% of ground-truth pixels with |p − g| > 2 px or no prediction',
    middlebury,
  ],
] as const satisfies readonly Row[];

const comparedRows = [
  [
    'ssim',
    'SSIM',
    '',
    'up',
    'mean of the masked SSIM map over compared pixels, without its border of (window − 1) / 2',
    'Wang et al. 2004, doi:10.1109/TIP.2003.819861; scikit-image',
  ],
  ['psnr', 'PSNR', 'dB', 'up', '10 · log10(L² / mean((p − g)²)), L as for SSIM', 'scikit-image'],
  ['density', 'density', '%', 'up', '% of ground-truth pixels with a prediction', kittiStereo2015],
  ['invalid', 'invalid', '%', 'down', '% of ground-truth pixels without a prediction', middlebury],
] as const satisfies readonly Row[];

export type DepthMetricName = (typeof depthRows)[number][0];
export type DisparityMetricName = (typeof disparityRows)[number][0];
export type ComparedMetricName = (typeof comparedRows)[number][0];
export type MetricName = DepthMetricName | DisparityMetricName | ComparedMetricName | FamilyMetricName;

/** Means and shares of pixels are means over pixels; what is listed here is not, and no family is but those below. */
const poolings: Partial<Record<MetricName, MetricInfo['pooling']>> = {
  rmse: 'root-mean-square',
  rmseLog: 'root-mean-square',
  irmse: 'root-mean-square',
  rms: 'root-mean-square',
  normalRmse: 'root-mean-square',
  silog: 'none',
  silogHalf: 'none',
  silogLoss: 'none',
  a50: 'none',
  a90: 'none',
  a95: 'none',
  a99: 'none',
  psnr: 'none',
  normalMedian: 'none',
};
const pooledFamilies: readonly MetricInfo['family'][] = [
  'pixels',
  'normals',
  'thin',
  'ordinal',
  'photometric',
];

type Rows = readonly (readonly [MetricName, ...string[]] & Row)[];

function infosOf(
  space: MetricSpace,
  rows: Rows,
  family: MetricInfo['family'] = 'pixels',
): readonly MetricInfo[] {
  return rows.map(([name, title, unit, direction, formula, source]) => ({
    name,
    title,
    unit,
    isLargerBetter: direction === 'up',
    space,
    family,
    pooling: poolings[name] ?? (pooledFamilies.includes(family) ? 'mean' : 'none'),
    formula,
    source,
  }));
}

function familyInfos(
  space: MetricSpace,
  families: Partial<Record<MetricFamily, Rows>>,
): readonly MetricInfo[] {
  return Object.entries(families).flatMap(([family, rows]) => infosOf(space, rows, family as MetricFamily));
}

/** Every metric, by name, in the order in which they are shown: compared, disparity, depth. */
export const metricInfos: Readonly<Record<MetricName, MetricInfo>> = Object.fromEntries(
  [
    ...infosOf('compared', comparedRows),
    ...familyInfos('compared', comparedFamilyRows),
    ...infosOf('disparity', disparityRows),
    ...infosOf('depth', depthRows),
    ...familyInfos('depth', depthFamilyRows),
  ].map((info) => [info.name, info]),
) as Record<MetricName, MetricInfo>;
