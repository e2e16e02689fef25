/** How a number of the photometric check is written, read and explained. */
export interface PhotometricInfo {
  readonly name: string;
  readonly title: string;
  /** Empty for pure numbers. */
  readonly unit: string;
  readonly isLargerBetter: boolean;
  readonly decimals: number;
  readonly formula: string;
  readonly source: string;
}

const monodepth = 'Godard et al. 2017, arXiv:1609.03677';
const monodepth2 = 'Godard et al. 2019, arXiv:1806.01260; monodepth2';
const hirschmueller = 'Hirschmüller 2008, doi:10.1109/TPAMI.2007.1166';

/**
 * In the order in which they are shown. I = left picture, R = right picture, both in [0, 1]; d = disparity of the left,
 * d_r of the right view; Î(x) = R(x − d(x)).
 */
export const photometricInfos = [
  info('density', 'density', '%', 'up', 1, '% of pixels with a disparity', ''),
  info(
    'photometric',
    'photometric error',
    '',
    'down',
    4,
    'mean(0.85 · clamp((1 − SSIM(I, Î)) / 2, 0, 1) + 0.15 · |I − Î|), SSIM over 3 × 3',
    monodepth,
  ),
  info(
    'photometricSeen',
    'photometric, seen',
    '',
    'down',
    4,
    'the same over the pixels that the right camera sees',
    monodepth,
  ),
  info(
    'unwarped',
    'photometric, unwarped',
    '',
    'down',
    4,
    'the same with R in place of Î, over the same pixels',
    monodepth2,
  ),
  info(
    'explained',
    'better than unwarped',
    '%',
    'up',
    1,
    '% of reconstructed pixels with a smaller error than without warping (the auto-mask)',
    monodepth2,
  ),
  info('ssim', 'SSIM', '', 'up', 4, 'mean SSIM(I, Î) over 3 × 3, population variances', monodepth),
  info('l1', 'L1', '', 'down', 4, 'mean|I − Î|', monodepth),
  info('leftRight', 'left-right', 'px', 'down', 3, 'mean|d(x) − d_r(x − d(x))|', monodepth),
  info(
    'leftRightOver1',
    'left-right > 1 px',
    '%',
    'down',
    1,
    '% of pixels with |d(x) − d_r(x − d(x))| > 1 px',
    monodepth,
  ),
  info(
    'occluded',
    'occluded',
    '%',
    'down',
    1,
    '% of judged pixels hidden from the right camera',
    hirschmueller,
  ),
  info(
    'mismatch',
    'mismatched',
    '%',
    'down',
    1,
    '% of judged pixels that the right view contradicts',
    hirschmueller,
  ),
  info(
    'outside',
    'outside',
    '%',
    'down',
    1,
    '% of judged pixels whose disparity leads out of the right picture',
    '',
  ),
  info(
    'smoothness',
    'smoothness',
    '',
    'down',
    4,
    'mean(|∂x d*| · exp(−|∂x I|)) + mean(|∂y d*| · exp(−|∂y I|)), d* = d / mean(d)',
    monodepth2,
  ),
] as const satisfies readonly PhotometricInfo[];

function info<Name extends string>(
  name: Name,
  title: string,
  unit: string,
  direction: 'up' | 'down',
  decimals: number,
  formula: string,
  source: string,
): PhotometricInfo & { readonly name: Name } {
  return { name, title, unit, isLargerBetter: direction === 'up', decimals, formula, source };
}
