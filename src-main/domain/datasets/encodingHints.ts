import type { SampleStatistics } from './sampleStatistics.ts';

/** A name or folder that tells a known source of maps. */
export interface EncodingHint {
  /** Against the path in lower case, with a slash in front. */
  readonly pattern: RegExp;
  readonly types: readonly SampleStatistics['type'][];
  readonly encoding: string;
  readonly reason: string;
}

/** The first that fits counts. Source: domain.md §6.1, §6.2. */
export const encodingHints: readonly EncodingHint[] = [
  {
    pattern: /\/disp_(occ|noc)(_\d)?\//,
    types: ['16-bit'],
    encoding: 'kitti-disparity',
    reason: 'KITTI keeps disparity in folders of this name',
  },
  {
    pattern: /\/(proj_depth|data_depth_annotated|depth_selection)\/|[/_-]kitti[/_-].*depth/,
    types: ['16-bit'],
    encoding: 'kitti-depth',
    reason: 'the path says depth of KITTI, which is metres · 256',
  },
  {
    pattern: /\/[a-z-]+_\d{6}_\d{6}_disparity\.png$/,
    types: ['16-bit'],
    encoding: 'cityscapes-disparity',
    reason: 'Cityscapes names its disparity so',
  },
  {
    pattern: /\/sync_depth_\d+\.png$|[/_-](nyu|scannet)\w*[/_-]/,
    types: ['16-bit'],
    encoding: 'nyu',
    reason: 'the path says NYU or ScanNet, which keep millimetres',
  },
  {
    pattern: /[/_-](tum|rgbd_dataset_freiburg\d?)[/_-]/,
    types: ['16-bit'],
    encoding: 'tum',
    reason: 'the path says TUM RGB-D, which keeps metres · 5000',
  },
  {
    pattern: /[/_-]vkitti\w*[/_-].*depth/,
    types: ['16-bit'],
    encoding: 'vkitti2',
    reason: 'the path says Virtual KITTI, which keeps centimetres',
  },
  {
    pattern: /[/_-]hypersim[/_-]|depth_meters/,
    types: ['float'],
    encoding: 'hypersim',
    reason: 'the path says Hypersim, which keeps distance along the ray',
  },
  {
    pattern: /(relative|inverse|inv)[-_]?depth|midas|depth[-_]?anything/,
    types: ['float'],
    encoding: 'relative-inverse-depth',
    reason: 'the path names relative inverse depth or a network that gives it',
  },
];
