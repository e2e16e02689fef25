import { type Protocol, recipeOf } from './Protocol.ts';

/** DA-2K: which of two points is closer. */
export const da2k: readonly Protocol[] = [
  {
    id: 'da-2k',
    title: 'DA-2K',
    recipe: recipeOf('inverse-depth', { families: ['ordinal'] }),
    headline: ['ordinalAccuracy'],
    source: 'Depth Anything V2, DA-2K.md; arXiv:2406.09414',
    verified: true,
    caution:
      'Needs annotated point pairs, and no ground truth: fathom evaluate MAP --points annotations.json --points-of PICTURE. Ties count as wrong; the map is sampled at full size.',
  },
];
