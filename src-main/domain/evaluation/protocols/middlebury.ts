import type { MetricName } from '../../metrics/metricInfos.ts';
import type { Recipe } from '../Recipe.ts';
import { type Protocol, recipeOf } from './Protocol.ts';

const headline: readonly MetricName[] = [
  'bad2',
  'bad05',
  'bad1',
  'bad4',
  'totalBad2',
  'invalid',
  'epe',
  'rms',
  'a50',
  'a90',
  'a95',
  'a99',
];
const source = 'Middlebury stereo v3 SDK, code/evaldisp.cpp';
const caution =
  'Unverified: how the table interpolates its quantiles, and the image weights of its overall rank. The SDK also clips disparities to the scene’s maximum: set `clip` to 0 and that number.';

function recipe(mask: Partial<Recipe['mask']>): Recipe {
  return recipeOf('disparity', { unpredicted: 'not-bad', mask });
}

/** Middlebury stereo v3: unpredicted pixels count in the denominator of bad-τ, and as bad in totbad only. */
export const middlebury: readonly Protocol[] = [
  {
    id: 'middlebury-nonocc',
    title: 'Middlebury v3, nonocc',
    recipe: recipe({ ignoredClasses: ['ignore', 'occluded'] }),
    headline,
    source,
    verified: false,
    caution,
  },
  {
    id: 'middlebury-all',
    title: 'Middlebury v3, all',
    recipe: recipe({}),
    headline,
    source,
    verified: false,
    caution,
  },
];
