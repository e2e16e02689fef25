import { depthWithin, type Protocol, recipeOf } from './Protocol.ts';

const { mask, clip } = depthWithin(1e-3, 80);
const garg = { ...mask, crop: ['garg'] } as const;
const source =
  'monodepth2, evaluate_depth.py; Eigen et al. 2014, arXiv:1406.2283; Garg et al. 2016, arXiv:1603.04992';
const split =
  'The test split (697 images with raw LiDAR, 652 with improved depth) is the dataset’s, not the recipe’s.';

/** KITTI's Eigen split with Garg's crop. */
export const kittiEigen: readonly Protocol[] = [
  {
    id: 'kitti-eigen-garg',
    title: 'KITTI Eigen, Garg crop',
    recipe: recipeOf('depth', { mask: garg, clip, resize: 'bilinear' }),
    headline: ['absRel', 'sqRel', 'rmse', 'rmseLog', 'delta1', 'delta2', 'delta3'],
    source,
    verified: true,
    caution: split,
  },
  {
    id: 'kitti-eigen-garg-median',
    title: 'KITTI Eigen, Garg crop, median scaled',
    recipe: recipeOf('depth', { alignment: 'median', mask: garg, clip, resize: 'bilinear' }),
    headline: ['absRel', 'sqRel', 'rmse', 'rmseLog', 'delta1', 'delta2', 'delta3'],
    source,
    verified: true,
    caution: `${split} monodepth2 resizes its disparity and inverts afterwards: give the disparity, not the depth.`,
  },
];
