import { depthWithin, type Protocol, recipeOf } from './Protocol.ts';

const { mask, clip } = depthWithin(1e-3, 10);

/** NYU Depth V2 with Eigen's crop, for metric predictions. */
export const nyuEigen: readonly Protocol[] = [
  {
    id: 'nyu-eigen',
    title: 'NYU Depth V2, Eigen crop',
    recipe: recipeOf('depth', { mask: { ...mask, crop: ['nyu'] }, clip, resize: 'bilinear' }),
    headline: ['absRel', 'rmse', 'log10', 'delta1', 'delta2', 'delta3'],
    source: 'Eigen et al. 2014, arXiv:1406.2283; BTS and ZoeDepth, utils/misc.py',
    verified: true,
    caution: 'The crop is in pixels of 640 × 480 images. The 654 test images are the dataset’s.',
  },
];
