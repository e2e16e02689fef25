import type { SgbmOptions } from './SgbmOptions.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';
import type { StereoPreset } from './StereoPreset.ts';

/** Working values for well-known data, not those of a benchmark's own entry. */
export const sgbmPresets: readonly StereoPreset<SgbmOptions>[] = [
  {
    id: 'studio-default',
    name: 'Studio default',
    description: 'Block 5, 128 disparities: a fair start for most rectified pairs up to about 1300 px wide.',
    options: completeSgbmOptions(),
  },
  {
    id: 'opencv-sample',
    name: 'OpenCV sample',
    description:
      'OpenCV’s stereo_match sample: block 3, speckle range 32. It searches an eighth of the width; here 64 disparities, as for 512 px.',
    options: completeSgbmOptions({ blockSize: 3, numDisparities: 64, speckleRange: 32 }),
  },
  {
    id: 'kitti',
    name: 'KITTI',
    description: 'Street scenes of 1242 × 375 px: 192 disparities, eight paths, speckles removed.',
    options: completeSgbmOptions({ mode: 'hh', numDisparities: 192 }),
  },
  {
    id: 'middlebury',
    name: 'Middlebury',
    description: 'Indoor scenes at quarter or half size: small block, sharp edges, 256 disparities.',
    options: completeSgbmOptions({ mode: 'hh', blockSize: 3, numDisparities: 256, uniquenessRatio: 5 }),
  },
  {
    id: 'thin-objects',
    name: 'Thin objects',
    description:
      'Poles, wires and branches: single-pixel costs, weak smoothing, no speckle filter. Noisy on plain surfaces.',
    options: completeSgbmOptions({
      mode: 'hh',
      blockSize: 1,
      P1: 24,
      P2: 96,
      uniquenessRatio: 5,
      speckleWindowSize: 0,
    }),
  },
];
