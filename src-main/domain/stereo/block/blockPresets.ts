import type { StereoPreset } from '../StereoPreset.ts';
import { type BlockOptions, completeBlockOptions } from './BlockOptions.ts';

/** Working values for well-known data and questions, not those of a benchmark's own entry. */
export const blockPresets: readonly StereoPreset<BlockOptions>[] = [
  {
    id: 'studio-default',
    name: 'Studio default',
    description:
      'Absolute differences over 9 × 9 px, 128 disparities: the plain baseline of Scharstein and Szeliski 2002.',
    options: completeBlockOptions(),
  },
  {
    id: 'opencv-bm-sample',
    name: 'OpenCV BM sample',
    description:
      'The window, range and uniqueness of OpenCV’s stereo_match sample for StereoBM, as for 512 px. OpenCV also filters the pictures before; there is no such filter here.',
    options: completeBlockOptions({ blockSize: 9, numDisparities: 64, uniquenessRatio: 15 }),
  },
  {
    id: 'kitti',
    name: 'KITTI',
    description:
      'Street scenes of 1242 × 375 px, whose two cameras expose differently: census, which Hirschmüller and Scharstein 2009 found the most robust to that, 192 disparities.',
    options: completeBlockOptions({ cost: 'census', blockSize: 11, numDisparities: 192 }),
  },
  {
    id: 'middlebury',
    name: 'Middlebury',
    description: 'Indoor scenes at quarter or half size: census over a smaller window, 256 disparities.',
    options: completeBlockOptions({ cost: 'census', blockSize: 9, numDisparities: 256 }),
  },
  {
    id: 'thin-objects',
    name: 'Thin objects',
    description:
      'Poles, wires and branches, which larger windows fatten: census of 5 × 5 px over 5 × 5. Noisy on plain surfaces.',
    options: completeBlockOptions({ cost: 'census', censusWindow: '5x5', blockSize: 5 }),
  },
  {
    id: 'sure-only',
    name: 'Sure only',
    description:
      'Few values, hardly a wrong one: correlation over 15 × 15 px, dropped without texture or where a second disparity is as good.',
    options: completeBlockOptions({ cost: 'ncc', blockSize: 15, uniquenessRatio: 15, textureThreshold: 4 }),
  },
];
