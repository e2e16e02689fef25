import type { MetricName } from '../../metrics/metricInfos.ts';
import { type Protocol, recipeOf } from './Protocol.ts';

interface Set {
  readonly id: string;
  readonly dataset: string;
  readonly capM: number;
  readonly headline: readonly MetricName[];
  readonly unverified?: string;
}

const sets: readonly Set[] = [
  { id: 'nyu', dataset: 'NYU', capM: 10, headline: ['delta1'] },
  { id: 'eth3d', dataset: 'ETH3D', capM: 72, headline: ['absRel'] },
  { id: 'kitti', dataset: 'KITTI', capM: 80, headline: ['delta1'], unverified: 'the cap of 80 m' },
  { id: 'tum', dataset: 'TUM', capM: 10, headline: ['delta1'], unverified: 'the cap of 10 m' },
  { id: 'sintel', dataset: 'Sintel', capM: 72, headline: ['absRel'], unverified: 'the cap of 72 m' },
];

/** MiDaS's zero-shot test: least squares in inverse depth, what falls below the cap raised to it. */
export const midas: readonly Protocol[] = sets.map(({ id, dataset, capM, headline, unverified }) => ({
  id: `midas-${id}`,
  title: `MiDaS zero-shot, ${dataset}`,
  recipe: recipeOf('depth', {
    alignment: 'scale-shift',
    alignIn: 'inverse-depth',
    alignFloor: 1 / capM,
    mask: { maxDepthM: capM },
    resize: 'bicubic',
  }),
  headline,
  source: 'Ranftl et al. 2020, arXiv:1907.01341; the author’s gist BadPixelMetric',
  verified: false,
  caution: [
    unverified === undefined ? null : `Unverified: ${unverified}.`,
    headline[0] === 'delta1' ? 'MiDaS quotes 100 · (1 − δ1).' : null,
  ]
    .filter((part) => part !== null)
    .join(' '),
}));
