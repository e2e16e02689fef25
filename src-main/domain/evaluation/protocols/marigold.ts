import type { Recipe } from '../Recipe.ts';
import { depthWithin, type Protocol, recipeOf } from './Protocol.ts';

/** Marigold raises clipped depths to this at last, so that every lower bound is at least as high. */
const leastM = 1e-6;

interface Set {
  readonly id: string;
  readonly dataset: string;
  readonly range: readonly [number, number | null];
  readonly crop?: Recipe['mask']['crop'];
  readonly caution?: string;
}

const sets: readonly Set[] = [
  { id: 'nyu', dataset: 'NYU', range: [1e-3, 10], crop: ['nyu'] },
  { id: 'kitti', dataset: 'KITTI', range: [1e-5, 80], crop: ['kb', 'eigen'] },
  {
    id: 'eth3d',
    dataset: 'ETH3D',
    range: [1e-5, null],
    caution:
      'Marigold fits on a pair of at most 1024 px and scores at full size; here the fit is at full size, too.',
  },
  { id: 'scannet', dataset: 'ScanNet', range: [1e-3, 10] },
  {
    id: 'diode',
    dataset: 'DIODE',
    range: [0.6, 350],
    caution: 'DIODE’s own validity masks must be applied to the ground truth.',
  },
];

/** Marigold's evaluation of affine-invariant depth: least squares in depth. */
export const marigold: readonly Protocol[] = sets.map(({ id, dataset, range, crop, caution }) => ({
  id: `marigold-${id}`,
  title: `Marigold, ${dataset}`,
  recipe: recipeIn(range, crop ?? []),
  headline: ['absRel', 'delta1'],
  source: 'Marigold, script/depth/eval.py, src/util/alignment.py, src/dataset; arXiv:2312.02145',
  verified: true,
  caution: caution ?? null,
}));

function recipeIn([least, most]: Set['range'], crop: Recipe['mask']['crop']): Recipe {
  const common = { alignment: 'scale-shift' } as const;
  if (most !== null) {
    const { mask, clip } = depthWithin(least, most);
    return recipeOf('depth', { ...common, mask: { ...mask, crop }, clip });
  }
  return recipeOf('depth', {
    ...common,
    alignFloor: Math.max(least, leastM),
    mask: { minDepthM: least, bounds: 'open', crop },
  });
}
