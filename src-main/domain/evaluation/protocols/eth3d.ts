import type { MetricName } from '../../metrics/metricInfos.ts';
import { type Protocol, recipeOf } from './Protocol.ts';

const headline: readonly MetricName[] = [
  'bad1',
  'bad2',
  'bad4',
  'bad05',
  'epe',
  'rms',
  'a50',
  'a90',
  'a95',
  'a99',
];
const source = 'Schöps et al. 2017, ETH3D two-view benchmark; its masks are mask0nocc.png';
const caution = 'Unverified: how unpredicted pixels count; here as in Middlebury’s SDK.';

/** ETH3D two-view stereo. */
export const eth3d: readonly Protocol[] = [
  {
    id: 'eth3d-nonocc',
    title: 'ETH3D two-view, nonocc',
    recipe: recipeOf('disparity', {
      unpredicted: 'not-bad',
      mask: { ignoredClasses: ['ignore', 'occluded'] },
    }),
    headline,
    source,
    verified: false,
    caution,
  },
  {
    id: 'eth3d-all',
    title: 'ETH3D two-view, all',
    recipe: recipeOf('disparity', { unpredicted: 'not-bad' }),
    headline,
    source,
    verified: false,
    caution,
  },
];
