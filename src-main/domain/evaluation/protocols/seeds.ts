import { type Protocol, recipeOf } from './Protocol.ts';

const notComparable =
  'The two readings are not comparable: this one forgets scale, shift and unit and squeezes depth and disparity into histograms of their own, the other keeps the values. An SSIM of one must not be ranked against an SSIM of the other, nor disparity against depth within the first.';

/** The two readings of SSIM in the notes that Fathom began with. */
export const seeds: readonly Protocol[] = [
  ...(['disparity', 'depth'] as const).map((quantity): Protocol => ({
    id: `seed-mde-${quantity}`,
    title: `Seeds, 8-bit maps, ${quantity}`,
    recipe: recipeOf(quantity, { ssim: { levels: 'eight-bit', dataRange: 255 } }),
    headline: ['ssim'],
    source: 'the notes’ monocular experiments: min–max maps of 8 bits, data_range 255',
    verified: false,
    caution: `Unverified: how the notes stretched the ground truth. ${notComparable}`,
  })),
  ...(['disparity', 'depth'] as const).map((quantity): Protocol => ({
    id: `seed-stereo-${quantity}`,
    title: `Seeds, values, ${quantity}`,
    // No share of a window need be valid: with a laser scanner's points there would be hardly any SSIM.
    recipe: recipeOf(quantity, { ssim: { minCoverage: 0 } }),
    headline: ['ssim'],
    source: 'the notes’ stereo experiments: data_range max − min of the ground truth',
    verified: false,
    caution: `Unverified: what the notes did with invalid pixels; here they are left out. ${notComparable}`,
  })),
];
