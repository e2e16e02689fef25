import type { MetricName } from '../../metrics/metricInfos.ts';
import type { Recipe } from '../Recipe.ts';
import { depthWithin, type Protocol, recipeOf } from './Protocol.ts';

const relative: readonly MetricName[] = ['absRel', 'delta1'];
const metric: readonly MetricName[] = ['delta1', 'delta2', 'delta3', 'absRel', 'rmse', 'log10', 'silogHalf'];

/** Scale and shift in inverse depth, as MiDaS does; the cap is also the farthest that the fit may reach. */
function affine(least: number, most: number): Recipe {
  return recipeOf('depth', {
    ...depthWithin(least, most),
    alignment: 'scale-shift',
    alignIn: 'inverse-depth',
    alignFloor: 1 / most,
    resize: 'bilinear',
  });
}

function relativeOn(id: string, dataset: string, recipe: Recipe): readonly Protocol[] {
  const common = { recipe, headline: relative, verified: false };
  return [
    {
      ...common,
      id: `depth-anything-${id}`,
      title: `Depth Anything V1, relative, ${dataset}`,
      source: 'arXiv:2401.10891',
      caution: 'Unverified: the script is not published; bounds, resizing and the floor are MiDaS’s.',
    },
    {
      ...common,
      id: `depth-anything-v2-${id}`,
      title: `Depth Anything V2, relative, ${dataset}`,
      source: 'arXiv:2406.09414',
      caution:
        'Unverified: taken to be V1’s, whose script is not published. The authors themselves find these ground truths too noisy and use DA-2K.',
    },
  ];
}

/** Depth Anything V2's own training code: closed bounds, no crop, no clipping. */
function v2Metric(id: string, dataset: string, maxDepthM: number): Protocol {
  return {
    id: `depth-anything-v2-metric-${id}`,
    title: `Depth Anything V2, metric, ${dataset}`,
    recipe: recipeOf('depth', { mask: { minDepthM: 0.001, maxDepthM }, resize: 'bilinear-corners' }),
    headline: metric,
    source: 'Depth-Anything-V2, metric_depth/train.py, util/metric.py',
    verified: true,
    caution:
      'Images with fewer than 10 valid pixels are skipped there. `silog λ=0.5` is what this code calls silog.',
  };
}

function v1Metric(
  id: string,
  dataset: string,
  { maxDepthM, crop }: { maxDepthM: number; crop: Recipe['mask']['crop'] },
): Protocol {
  const { mask, clip } = depthWithin(1e-3, maxDepthM);
  return {
    id: `depth-anything-metric-${id}`,
    title: `Depth Anything V1, metric, ${dataset}`,
    recipe: recipeOf('depth', { mask: { ...mask, crop }, clip, resize: 'bilinear-corners' }),
    headline: metric,
    source: 'Depth-Anything, metric_depth (a fork of ZoeDepth); arXiv:2401.10891',
    verified: true,
    caution:
      'As in ZoeDepth, the prediction is averaged with that of the mirrored image: run the network with flip=average.',
  };
}

/** Depth Anything V1 and V2. */
export const depthAnything: readonly Protocol[] = [
  ...relativeOn('kitti', 'KITTI', affine(1e-3, 80)),
  ...relativeOn('nyu', 'NYU', affine(1e-3, 10)),
  v1Metric('nyu', 'NYU', { maxDepthM: 10, crop: ['nyu'] }),
  v1Metric('kitti', 'KITTI', { maxDepthM: 80, crop: ['kb', 'garg'] }),
  v2Metric('hypersim', 'Hypersim', 20),
  v2Metric('vkitti', 'Virtual KITTI 2', 80),
];
