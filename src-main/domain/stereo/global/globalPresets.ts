import type { StereoPreset } from '../StereoPreset.ts';
import { completeGlobalOptions, type GlobalOptions } from './GlobalOptions.ts';

/** Working values for well-known data and questions, not those of a benchmark's own entry. */
export const globalPresets: readonly StereoPreset<GlobalOptions>[] = [
  {
    id: 'studio-default',
    name: 'Studio default',
    description: 'Birchfield and Tomasi’s cost as in SGBM, 128 disparities.',
    options: completeGlobalOptions(),
  },
  {
    id: 'felzenszwalb-huttenlocher',
    name: 'Felzenszwalb & Huttenlocher',
    description:
      'The paper’s program, in whole numbers: grey differences up to 15; λ = 0.07 makes its smoothness 1 and truncation 1.7 into 14 and 24. It smooths the pictures before and searches 16 disparities; here none, and 64.',
    options: completeGlobalOptions({
      cost: 'ad',
      dataTruncation: 15,
      smoothness: 14,
      smoothnessTruncation: 24,
      numDisparities: 64,
    }),
  },
  {
    id: 'kitti',
    name: 'KITTI',
    description:
      'Street scenes of 1242 × 375 px, whose two cameras expose differently: census, 192 disparities. 0.6 GB of memory.',
    options: completeGlobalOptions({ cost: 'census', numDisparities: 192 }),
  },
  {
    id: 'middlebury',
    name: 'Middlebury',
    description: 'Indoor scenes at quarter size: 256 disparities. 0.7 GB of memory for 741 × 497 px.',
    options: completeGlobalOptions({ numDisparities: 256 }),
  },
  {
    id: 'thin-objects',
    name: 'Thin objects',
    description:
      'Poles, wires and branches: a step of depth costs half as much, and no upper levels to blur it. Noisy on plain surfaces.',
    options: completeGlobalOptions({ smoothness: 8, smoothnessTruncation: 20, levels: 3 }),
  },
];
