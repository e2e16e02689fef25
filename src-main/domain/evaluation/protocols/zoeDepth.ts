import type { MetricName } from '../../metrics/metricInfos.ts';
import type { Recipe } from '../Recipe.ts';
import { depthWithin, type Protocol, recipeOf } from './Protocol.ts';

const headline: readonly MetricName[] = ['absRel', 'rmse', 'log10', 'delta1', 'silog', 'sqRel', 'rmseLog'];
const source = 'ZoeDepth, zoedepth/utils/misc.py, utils/config.py; arXiv:2302.12288';
const flip =
  'ZoeDepth averages the prediction with that of the mirrored image: run the network with flip=average.';

function zoe(id: string, dataset: string, recipe: Recipe, more = ''): Protocol {
  const caution = more === '' ? flip : `${flip} ${more}`;
  return {
    id: `zoedepth-${id}`,
    title: `ZoeDepth, ${dataset}`,
    recipe,
    headline,
    source,
    verified: true,
    caution,
  };
}

function within(least: number, most: number, crop: Recipe['mask']['crop'] = []): Recipe {
  const { mask, clip } = depthWithin(least, most);
  return recipeOf('depth', { mask: { ...mask, crop }, clip, resize: 'bilinear-corners' });
}

/** ZoeDepth's evaluation of metric depth. It crops like NYU wherever its `dataset` argument stays `nyu`. */
export const zoeDepth: readonly Protocol[] = [
  zoe('nyu', 'NYU', within(1e-3, 10, ['nyu'])),
  zoe('kitti', 'KITTI', within(1e-3, 80, ['kb', 'garg'])),
  zoe('ibims', 'iBims-1', within(0, 10, ['nyu']), 'NYU’s crop is applied to iBims-1, too.'),
  zoe('diode-outdoor', 'DIODE outdoor', within(1e-3, 80)),
];
