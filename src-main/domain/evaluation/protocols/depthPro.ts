import { type Protocol, recipeOf } from './Protocol.ts';

/** Depth Pro's zero-shot metric depth and its scale-free boundary score. */
export const depthPro: readonly Protocol[] = [
  {
    id: 'depth-pro-metric',
    title: 'Depth Pro, metric',
    recipe: recipeOf('depth', { resize: 'bilinear' }),
    headline: ['delta1'],
    source: 'Bochkovskii et al. 2024, arXiv:2410.02073',
    verified: false,
    caution:
      'Unverified: the bounds of the depth of each dataset; the published code has only the boundary score.',
  },
  {
    id: 'depth-pro-boundary',
    title: 'Depth Pro, boundaries',
    recipe: recipeOf('depth', { resize: 'bilinear', families: ['boundary'] }),
    headline: ['boundaryF1'],
    source: 'Depth Pro, src/depth_pro/eval/boundary_metrics.py; arXiv:2410.02073',
    verified: true,
    caution:
      'Pairs of neighbours with an invalid pixel are left out here; the published code has no mask. Even a perfect map may score less than 1: see boundaryF1Self.',
  },
];
